/**
 * Transpiles the server rooms (TypeScript with decorators) to dist/, file by file.
 *
 * oxc keeps the module structure, so a stack trace names the file one edits. Types are not checked here:
 * `npm run check` does that. Outputs are replaced only when they differ and removed when their source is gone, so
 * that a build beside a running server does not pull modules away from it.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { transformSync } from 'rolldown/utils';

const ROOMS = ['runtime', 'schema', 'gateway', 'subgraphs', 'standalone', 'bench', 'tests', 'tools'];

/** Transpiles every room below `root` into `root/dist`; throws with all syntax errors found. Returns the file count. */
export function buildServer(root) {
  const errors = [];
  const outputs = new Set();
  for (const file of ROOMS.flatMap((room) => sources(root, room))) {
    const {
      code,
      map,
      errors: found,
    } = transformSync(file, readFileSync(join(root, file), 'utf8'), {
      tsconfig: false,
      target: 'es2024',
      sourcemap: true,
      decorator: { legacy: true, emitDecoratorMetadata: true },
      typescript: { onlyRemoveTypeImports: true },
      assumptions: { setPublicClassFields: true },
    });
    errors.push(...found.map((error) => `${file}: ${error.message}`));
    if (found.length > 0) continue;
    const out = join(root, 'dist', file.replace(/\.ts$/, '.js'));
    outputs.add(out).add(`${out}.map`);
    write(out, `${code}\n//# sourceMappingURL=${out.split('/').pop()}.map\n`);
    map.sources = [relative(dirname(out), join(root, file))];
    write(`${out}.map`, JSON.stringify(map));
  }
  if (errors.length > 0) throw new Error(`The server does not build:\n${errors.join('\n')}`);
  for (const room of ROOMS) removeOrphans(join(root, 'dist', room), outputs);
  return outputs.size / 2;
}

function write(path, content) {
  if (existsSync(path) && readFileSync(path, 'utf8') === content) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.${process.pid}`, content);
  renameSync(`${path}.${process.pid}`, path);
}

function removeOrphans(folder, outputs) {
  for (const file of filesBelow(folder)) if (!outputs.has(file)) rmSync(file, { force: true });
}

function sources(root, room) {
  return filesBelow(join(root, room))
    .filter((file) => /\.ts$/.test(file) && !/\.(test|d)\.ts$/.test(file))
    .map((file) => relative(root, file))
    .filter((file) => !file.includes('planted') && !file.includes('node_modules'));
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}
