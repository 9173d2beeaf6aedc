import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#tests/kit/product.js';

/** Copied, since a program knows its project by where it really lies. */
const COPIED = ['package.json', 'package-lock.json', 'runtime', 'standalone', 'scripts'];
const LINKED = ['node_modules', 'schema', 'gateway', 'subgraphs', 'tsconfig.json'];

/**
 * Makes a version of the project in `folder` that has one more migration than this one. It builds itself at its
 * first start; the web client is taken as it is built here, if it is.
 */
export function nextRelease(folder: string, migration: { name: string; up: string }): string {
  mkdirSync(folder, { recursive: true });
  for (const name of COPIED) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  for (const name of LINKED) symlinkSync(join(ROOT, name), join(folder, name));
  if (existsSync(join(ROOT, 'dist/web'))) {
    cpSync(join(ROOT, 'dist/web'), join(folder, 'dist/web'), { recursive: true });
  }
  writeFileSync(
    join(folder, 'runtime/db/migrations', `${migration.name}.ts`),
    `export const up = ${JSON.stringify(migration.up)};\n`,
  );
  return folder;
}
