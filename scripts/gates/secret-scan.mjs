import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BARE_ASSIGNMENT, KNOWN_SHAPES, looksRandom, QUOTED_ASSIGNMENT } from './secret-patterns.mjs';

const SHELL_LIKE = /(^|\/)(\.env[^/]*|Dockerfile[^/]*|[^/]+\.(env|sh|ya?ml|ini|conf|toml|properties))$/;
const LARGEST_FILE_BYTES = 4 * 1024 * 1024;
const NOT_TRACKED = /^(node_modules|dist|\.data|\.artifacts|test-output|\.git)(\/|$)/;

/**
 * @typedef {{ file: string, line: number, rule: string, fingerprint: string }} Finding the secret itself is
 *   never repeated; the fingerprint is the first 16 hex digits of its SHA-256
 * @typedef {{ file: string, fingerprint: string, reason: string }} Allowed a file, or `*` and how its path ends
 */

/**
 * Looks for secrets in one text: known shapes anywhere, random-looking literals under a telling name.
 *
 * @param {string} file path below the project, decides whether unquoted assignments count
 * @param {string} text
 * @returns {Finding[]} in order of lines, one per distinct value
 */
export function scanText(file, text) {
  const found = new Map();
  const add = (rule, match) => {
    const fingerprint = createHash('sha256').update(match.groups.value).digest('hex').slice(0, 16);
    const line = text.slice(0, match.index).split('\n').length;
    if (!found.has(fingerprint)) found.set(fingerprint, { file, line, rule, fingerprint });
  };
  for (const { rule, pattern } of KNOWN_SHAPES) for (const match of text.matchAll(pattern)) add(rule, match);
  for (const match of text.matchAll(QUOTED_ASSIGNMENT)) {
    if (looksRandom(match.groups.value)) add('named-literal', match);
  }
  if (SHELL_LIKE.test(file)) {
    for (const match of text.matchAll(BARE_ASSIGNMENT)) {
      if (looksRandom(match.groups.value)) add('named-literal', match);
    }
  }
  return [...found.values()].sort((a, b) => a.line - b.line);
}

/**
 * Scans every file that is or could be committed.
 *
 * @param {string} root
 * @param {readonly Allowed[]} allowList findings that are no secrets, each with its reason
 * @returns {{ files: number, problems: string[] }} problems: findings, and entries of the list that match nothing
 *   or give no reason
 */
export function scanTree(root, allowList) {
  const files = filesOf(root);
  const findings = files.flatMap((file) => scanText(file, textOf(join(root, file))));
  const isAt = (file, place) => (place.startsWith('*') ? file.endsWith(place.slice(1)) : file === place);
  const allows = (entry, finding) =>
    entry.fingerprint === finding.fingerprint && isAt(finding.file, entry.file);
  const open = findings.filter((finding) => !allowList.some((entry) => allows(entry, finding)));
  const stale = allowList.filter((entry) => !findings.some((finding) => allows(entry, finding)));
  const unreasoned = allowList.filter((entry) => (entry.reason ?? '').trim().length < 10);
  return {
    files: files.length,
    problems: [
      ...open.map(
        ({ file, line, rule, fingerprint }) => `${file}:${line} ${rule} (fingerprint ${fingerprint})`,
      ),
      ...stale.map(
        ({ file, fingerprint }) => `${file} ${fingerprint}: allowed, but no longer found. Remove the entry.`,
      ),
      ...unreasoned.map(({ file, fingerprint }) => `${file} ${fingerprint}: allowed without a reason.`),
    ],
  };
}

/** Tracked files and new ones that are not ignored; without git, everything outside the ignored folders. */
function filesOf(root) {
  const git = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const names =
    git.status === 0
      ? git.stdout.split('\0')
      : readdirSync(root).flatMap((top) => (NOT_TRACKED.test(top) ? [] : namesBelow(root, top)));
  return [...new Set(names)].filter((name) => name !== '' && isScannable(join(root, name)));
}

function namesBelow(root, top) {
  if (!statSync(join(root, top)).isDirectory()) return [top];
  return readdirSync(join(root, top), { recursive: true }).map(
    (name) => `${top}/${name.replaceAll('\\', '/')}`,
  );
}

function isScannable(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && stat.isFile() && stat.size <= LARGEST_FILE_BYTES;
}

/** The file as text; empty for binary files. */
function textOf(path) {
  const bytes = readFileSync(path);
  return bytes.subarray(0, 8192).includes(0) ? '' : bytes.toString('utf8');
}
