import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { scanText, scanTree } from '../../scripts/gates/secret-scan.mjs';

// A repository of its own: the one around it ignores the folder.
const folder = mkdtempSync(join(tmpdir(), 'secret-scan-'));
spawnSync('git', ['init', '--quiet'], { cwd: folder });
afterAll(() => rmSync(folder, { recursive: true }));

/** Drawn at run time, so that this file holds no secret of its own; never a plain word. */
const letters = (length: number): string =>
  `7a${randomBytes(length * 2)
    .toString('base64')
    .replaceAll(/[^A-Za-z0-9]/g, '')}`.slice(0, length);
const upper = (length: number): string =>
  Array.from({ length }, (_, i) => 'ABCDEFG234567'[(i * 5) % 13]).join('');

const planted: [rule: string, text: string][] = [
  ['private-key', `-----BEGIN ${'PRIVATE'} KEY-----\n${letters(64)}`],
  ['private-key', `key = "-----BEGIN RSA ${'PRIVATE'} KEY-----\\n${letters(64)}"`],
  ['aws-access-key', `id: ${'AK'}IA${upper(16)}`],
  ['github-token', `${'gh'}p_${letters(36)}`],
  ['github-token', `${'github'}_pat_${letters(70)}`],
  ['kopexa-token', `${'kp'}x_${letters(49)}`],
  ['npm-token', `${'npm'}_${letters(36)}`],
  ['slack-token', `${'xo'}xb-1234567890-${letters(24)}`],
  ['slack-webhook', `https://hooks.slack.com/services/T${upper(9)}/B${upper(9)}/${letters(24)}`],
  ['azure-storage-key', `DefaultEndpointsProtocol=https;AccountKey=${letters(86)}==`],
  ['azure-shared-access', `https://x.blob.core.windows.net/a?sv=1&sig=${letters(43)}%3D`],
  ['azure-client-secret', `${letters(3)}8Q~${letters(34)}`],
  ['openai-key', `${'sk'}-proj-${letters(40)}`],
  ['google-key', `${'AI'}za${letters(35)}`],
  ['jwt', `Bearer ${'ey'}J${letters(20)}.${'ey'}J${letters(20)}.${letters(43)}`],
  ['password-in-url', `postgres://kopexa:${letters(12)}@db.internal/kopexa`],
  ['named-literal', `const masterKey = '${letters(64)}';`],
  ['named-literal', `{ "client_secret": "${letters(32)}" }`],
];

test.each(planted)('a planted %s is found: case %#', (rule, text) => {
  expect(scanText('subgraphs/content/src/planted.ts', text).map((finding) => finding.rule)).toContain(rule);
});

test('an unquoted password counts in shell-like files', () => {
  const text = `OTHER=1\nexport SMTP_PASSWORD=${letters(20)}\n`;
  expect(scanText('ops/.env.production', text)).toMatchObject([{ rule: 'named-literal', line: 2 }]);
});

test('names, phrases, placeholders and interpolations are no secrets', () => {
  const harmless = [
    `const TOKEN_KIND = 'passport-token-identity-2026';`,
    `password: 'correct horse battery staple 42'`,
    `password: '${'$'}{options.password1234567890}'`,
    `postgres://postgres:postgres@localhost/kopexa`,
    `pem.startsWith('-----BEGIN ${'PRIVATE'} KEY-----')`,
    `passwordResetUrl = 'https://example.org/reset1'`,
  ];
  expect(harmless.flatMap((text) => scanText('a.ts', text))).toEqual([]);
});

test('a tree with a secret fails without repeating it; the allow list needs the place and a reason', () => {
  const secret = letters(40);
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src/config.ts'), `\nexport const apiKey = '${secret}';\n`);
  const { files, problems } = scanTree(folder, []);
  expect(files).toBe(1);
  expect(problems).toEqual([
    expect.stringMatching(/^src\/config\.ts:2 named-literal \(fingerprint [0-9a-f]{16}\)$/),
  ]);
  expect(problems.join()).not.toContain(secret);

  const fingerprint = problems[0]?.match(/fingerprint (\w+)/)?.[1] ?? '';
  const entry = { file: 'src/config.ts', fingerprint, reason: 'A published test vector of RFC 4226.' };
  expect(scanTree(folder, [entry]).problems).toEqual([]);
  expect(scanTree(folder, [{ ...entry, file: '*fig.ts' }]).problems).toEqual([]);
  expect(scanTree(folder, [{ ...entry, reason: '' }]).problems).toEqual([
    expect.stringContaining('without a reason'),
  ]);
  expect(scanTree(folder, [{ ...entry, file: 'src/other.ts' }]).problems).toHaveLength(2);
});
