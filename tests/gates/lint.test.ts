import { ESLint } from 'eslint';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { documentsConfig } from '../../scripts/lint-rules/documents.config.mjs';

const cwd = fileURLToPath(new URL('../../', import.meta.url));
const untyped = { languageOptions: { parserOptions: { projectService: false } } };
const everyRule = new ESLint({
  cwd,
  overrideConfig: [{ files: ['**/*.{ts,tsx}'], ...untyped, rules: await withoutTypes() }],
});
const securityRules = new ESLint({
  cwd,
  overrideConfigFile: 'scripts/lint-rules/security.eslint.config.mjs',
});

/** Planted files need not lie in a TypeScript project: rules that ask the type checker are off, and tested below. */
async function withoutTypes(): Promise<Record<string, 'off'>> {
  const { default: tseslint } = await import('typescript-eslint');
  return tseslint.configs.disableTypeChecked.rules as Record<string, 'off'>;
}

async function rulesBroken(eslint: ESLint, filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

const useCase = 'subgraphs/content/src/document/planted.ts';
const page = 'web/src/pages/planted.tsx';

/** What the security analysis alone must find. */
const insecure: [rule: string, file: string, code: string][] = [
  ['kopexa/env-only-in-config', useCase, 'const a = process.env.SMTP;'],
  ['kopexa/env-only-in-config', useCase, "const a = globalThis.process['env'];"],
  ['kopexa/env-only-in-config', useCase, 'const { env } = process;'],
  ['kopexa/env-only-in-config', useCase, "import { env } from 'node:process';"],
  ['kopexa/env-only-in-config', useCase, "import process from 'node:process'; process.env.A;"],
  ['kopexa/pg-only-in-db', useCase, "import pg from 'pg';"],
  ['kopexa/pg-only-in-db', useCase, "const { Pool } = await import('pg');"],
  ['kopexa/pg-only-in-db', useCase, 'new Pool({});'],
  ['kopexa/outward-only-in-egress', useCase, "import { request } from 'node:https';"],
  ['kopexa/outward-only-in-egress', useCase, "import http from 'node:http';"],
  ['kopexa/outward-only-in-egress', useCase, "import { connect } from 'node:net';"],
  ['kopexa/outward-only-in-egress', 'gateway/src/edge/planted.ts', "import { fetch } from 'undici';"],
  ['kopexa/outward-only-in-egress', 'gateway/src/edge/planted.ts', "await fetch('https://example.org');"],
  ['kopexa/outward-only-in-egress', page, "navigator.sendBeacon('/x');"],
  ['kopexa/outward-only-in-egress', 'runtime/jobs/planted.ts', "import nodemailer from 'nodemailer';"],
  ['kopexa/outward-only-in-egress', 'runtime/jobs/planted.ts', "import { createServer } from 'node:http';"],
  ['kopexa/sql-is-constant', useCase, 'db.query(`SELECT * FROM t WHERE id = ${id}`);'],
  ['kopexa/sql-is-constant', useCase, 'const sql = "SELECT * FROM " + table;'],
  ['kopexa/no-raw-html', page, 'const a = <p dangerouslySetInnerHTML={{ __html: text }} />;'],
  ['kopexa/no-raw-html', page, "createElement('p', { dangerouslySetInnerHTML: { __html: text } });"],
  ['kopexa/no-raw-html', page, 'node.innerHTML = text;'],
  ['kopexa/suppression-states-reason', useCase, '/* eslint-disable */\nprocess.env.A;'],
  ['kopexa/suppression-states-reason', useCase, '// eslint-disable-next-line no-eval\neval(a);'],
  ['kopexa/suppression-states-reason', useCase, 'eval(a); // eslint-disable-line no-eval'],
  ['kopexa/suppression-states-reason', useCase, '/* eslint no-eval: "off" */\neval(a);'],
  ['no-eval', useCase, 'eval(a);'],
  [
    'security/detect-child-process',
    'runtime/jobs/planted.ts',
    "import { exec } from 'node:child_process';\nexec(a);",
  ],
  [
    'security/detect-non-literal-fs-filename',
    useCase,
    "import { readFile } from 'node:fs/promises';\nreadFile(a);",
  ],
  ['security/detect-non-literal-regexp', useCase, 'new RegExp(a);'],
  ['kopexa/constant-time-comparison', useCase, 'const same = row.tokenHash === given;'],
  ['kopexa/constant-time-comparison', useCase, 'if (password !== expected) refuse();'],
  ['kopexa/regex-is-linear', useCase, '/(a+)+$/.test(b);'],
  ['kopexa/regex-is-linear', useCase, '/(a|a)*$/.test(b);'],
  ['kopexa/regex-is-linear', useCase, '/^(\\.?[a-z]+){1,40}$/.test(b);'],
  ['kopexa/regex-is-linear', useCase, '/(\\.a*a*)+$/.test(b);'],
  ['kopexa/regex-is-linear', useCase, '/((a?)b?)*$/.test(b);'],
  ['kopexa/regex-is-linear', useCase, '/([a-z]+A)*$/i.test(b);'],
  ['kopexa/regex-is-linear', useCase, 'new RegExp("(\\\\w*x)*$");'],
  ['security/detect-bidi-characters', useCase, `const a = 'x\u202e';`],
];

test.each(insecure)('the security analysis finds %s in %s: %s', async (rule, file, code) => {
  expect(await rulesBroken(securityRules, file, code)).toContain(rule);
});

/** What the whole configuration must find besides. */
const unclean: [rule: string, file: string, code: string][] = [
  ['kopexa/text-through-i18n', page, 'const a = <p>Save</p>;'],
  ['kopexa/text-through-i18n', page, "const a = <p>{busy ? 'Saving' : label}</p>;"],
  ['kopexa/text-through-i18n', page, 'const a = <button aria-label="Close">×</button>;'],
  ['kopexa/text-through-i18n', page, 'const a = <input placeholder={`Search ${name}`} />;'],
  ['kopexa/docstring-on-export', useCase, 'export const limit = 3;'],
  ['kopexa/docstring-on-export', useCase, '// A line comment is none.\nexport function plant() {}'],
  ['no-restricted-syntax', useCase, '/** Doc. */\nexport default 3;'],
  ['no-restricted-syntax', useCase, "export * from './other.js';"],
  ['no-console', useCase, 'console.log(1);'],
  ['max-lines', useCase, '\n'.repeat(301)],
  ['@typescript-eslint/no-explicit-any', useCase, 'const a: any = 1;'],
  ['@typescript-eslint/ban-ts-comment', useCase, '// @ts-ignore\nconst a = 1;'],
  ['react-hooks/rules-of-hooks', page, 'function Page({ a }) { if (a) useState(1); return null; }'],
  ['jsx-a11y/alt-text', page, 'const a = <img src="x.png" />;'],
  ['kopexa/env-only-in-config', useCase, 'process.env.A;'],
];

test.each(unclean)('lint finds %s in %s: %s', async (rule, file, code) => {
  expect(await rulesBroken(everyRule, file, code)).toContain(rule);
});

const sound: [file: string, code: string][] = [
  ['gateway/src/config.ts', 'process.env.PORT;'],
  ['runtime/db/planted.ts', "import pg from 'pg';\nnew pg.Client({});"],
  [useCase, "import type { PoolClient } from 'pg';"],
  [useCase, 'const sql = `SELECT ${COLUMNS} FROM t WHERE id = $1`;'],
  [useCase, 'const fetch = (a: string) => a;\nfetch(b);'],
  ['runtime/egress/planted.ts', "import { request } from 'undici';"],
  ['gateway/src/federation/planted.ts', "import { Pool } from 'undici';"],
  ['gateway/src/http/planted.ts', "import { createServer } from 'node:http';"],
  ['web/src/client/planted.ts', "fetch('/graphql');"],
  ['tests/isolation/planted.ts', "fetch('/graphql'); process.env.A;"],
  [useCase, 'if (token === null || typeof secret === "string" || mac.length !== other.length) refuse();'],
  [useCase, '/^[a-z_]+(\\.[a-z_]+)+$/.test(b);'],
  [useCase, '/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(b);'],
  [useCase, '/^[a-z0-9](?:-?[a-z0-9]){1,39}$/.test(b);'],
  [useCase, '/^(\\S*\\/)?postgres(?: |\\t)*$/.test(b);'],
  [useCase, '// eslint-disable-next-line react-hooks/refs -- a rule of another configuration\nconst a = 1;'],
  [useCase, '// eslint-disable-next-line no-new-func -- planted for the test of this gate\nnew Function(a);'],
];

test.each(sound)('the security analysis has nothing to say about %s: %s', async (file, code) => {
  expect(await rulesBroken(securityRules, file, code)).toEqual([]);
});

test('text from the catalogue, names and signs are no untranslated text', async () => {
  const code = 'void (<p title={say("a")} className="wide">{count} · {say("b")} <b>Kopexa</b></p>);';
  expect(await rulesBroken(everyRule, page, code)).toEqual([]);
});

test('client documents are checked against the API', async () => {
  const folder = 'runtime/testing/planted/documents';
  const config = documentsConfig(`${folder}/api.graphql`, `${folder}/client/*.graphql`);
  const eslint = new ESLint({ cwd, ignore: false, overrideConfigFile: true, overrideConfig: config });
  const results = await eslint.lintFiles(`${folder}/client/*.graphql`);
  const broken = results.map(({ filePath, messages }) => [
    basename(filePath),
    messages.map(({ ruleId }) => ruleId),
  ]);
  expect(Object.fromEntries(broken)).toEqual({
    'sound.graphql': [],
    'unknown-field.graphql': ['@graphql-eslint/fields-on-correct-type'],
    'unused-variable.graphql': ['@graphql-eslint/no-unused-variables'],
    'without-id.graphql': ['@graphql-eslint/require-selections'],
    'without-name.graphql': ['@graphql-eslint/no-anonymous-operations'],
  });
});

test('rules that need types are in force', { timeout: 60_000 }, async () => {
  const eslint = new ESLint({ cwd });
  const code = "import { readFile } from 'node:fs/promises';\nreadFile('a');\n";
  expect(await rulesBroken(eslint, 'runtime/db/roles.ts', code)).toEqual([
    '@typescript-eslint/no-floating-promises',
  ]);
});
