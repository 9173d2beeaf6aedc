import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const DOCUMENT = 'docs/security/identity.md';
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** How many clauses each section has: OWASP ASVS 5.0.0. */
const ASVS: Readonly<Record<string, readonly number[]>> = {
  V6: [3, 12, 8, 6, 8, 4, 2, 4],
  V7: [3, 4, 2, 5, 3, 2],
  V10: [2, 3, 5, 16, 5, 2, 3],
};

/** Clauses of NIST SP 800-63B-4 that concern AAL2; §3.1.1.2 by its numbers and paragraphs. */
const NIST = [
  ...['2.2.1', '2.2.2 strength', '2.2.2 phishing', '2.2.3', '3.1.1.1'],
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `3.1.1.2 (${number})`),
  ...['form', 'blocklist', 'guidance', 'guesses', 'managers', 'display', 'channel', 'storage', 'key'].map(
    (paragraph) => `3.1.1.2 ${paragraph}`,
  ),
  ...['3.1.2.1', '3.1.2.2', '3.1.3', '3.1.4.1', '3.1.4.2', '3.1.5', '3.1.6', '3.1.7', '3.1.7.4'],
  ...Array.from({ length: 13 }, (_, index) => `3.2.${index + 1}`),
  ...['4.1', '4.1.2.1', '4.1.2.2', '4.1.3', '4.1.4'],
  ...['4.2.1.1', '4.2.1.2', '4.2.1.3', '4.2.1.4', '4.2.2.2', '4.2.3', '4.3', '4.4', '4.5', '4.6'],
  ...['5.1', '5.1.1', '5.1.2', '5.2', '5.3'],
].map((clause) => `§${clause}`);

const CLAUSES = [
  ...Object.entries(ASVS).flatMap(([chapter, sections]) =>
    sections.flatMap((count, section) =>
      Array.from({ length: count }, (_, index) => `${chapter}.${section + 1}.${index + 1}`),
    ),
  ),
  ...NIST,
];

const STATES = ['met', 'in part', 'not met', 'not shown', 'does not apply'];
const THREATS = Array.from({ length: 14 }, (_, index) => String(17 + index));

interface Row {
  readonly clauses: readonly string[];
  readonly state: string;
  readonly shown: string;
}

const rowsOf = (text: string, first: RegExp): readonly string[][] =>
  text
    .split('\n')
    .filter((line) => first.test(line))
    .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));

/** `V10.4.1–16` is sixteen clauses. */
function expand(cell: string): readonly string[] {
  const range = /^(V\d+\.\d+\.)(\d+)–(\d+)$/.exec(cell);
  if (!range) return [cell];
  const [, prefix = '', from, to] = range;
  return Array.from(
    { length: Number(to) - Number(from) + 1 },
    (_, index) => `${prefix}${Number(from) + index}`,
  );
}

const clausesIn = (text: string): readonly Row[] =>
  rowsOf(text, /^\| (V\d|§)/).map(([, id = '', , state = '', shown = '']) => ({
    clauses: expand(id),
    state,
    shown,
  }));

/** Evidence: a file, and a title that stands in it. */
const evidenceIn = (text: string): readonly [string, string][] =>
  [...text.matchAll(/`([^`]+\.ts)` “([^”]+)”/g)].map(([, file = '', title = '']) => [file, title]);

const sectionsLinked = (text: string): readonly string[] =>
  [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor);

/** What is wrong with the document: nothing, as long as it is true. */
function faults(text: string): string[] {
  const rows = clausesIn(text);
  const found = rows.flatMap(({ clauses }) => clauses);
  const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, title = '']) =>
    title.toLowerCase().replaceAll(' ', '-'),
  );
  return [
    ...CLAUSES.filter((clause) => !found.includes(clause)).map((clause) => `missing: ${clause}`),
    ...found
      .filter((clause, index) => !CLAUSES.includes(clause) || found.indexOf(clause) !== index)
      .map((clause) => `unknown or twice: ${clause}`),
    ...rows.flatMap((row) => rowFaults(row)),
    ...sectionsLinked(text)
      .filter((anchor) => !headings.includes(anchor))
      .map((anchor) => `no section: ${anchor}`),
    ...evidenceIn(text).flatMap(([file, title]) => evidenceFaults(file, title)),
  ];
}

function rowFaults({ clauses, state, shown }: Row): string[] {
  const where = clauses.join(', ');
  if (!STATES.includes(state)) return [`no state: ${where}`];
  if (shown === '') return [`nothing said: ${where}`];
  const isShown = evidenceIn(shown).length > 0 || sectionsLinked(shown).length > 0;
  const needsIt = state === 'met' || state === 'in part';
  return isShown === needsIt ? [] : [`“${state}” does not fit what is said: ${where}`];
}

function evidenceFaults(file: string, title: string): string[] {
  try {
    return read(file).includes(title) ? [] : [`no such title in ${file}: ${title}`];
  } catch {
    return [`no such file: ${file}`];
  }
}

describe('docs/security/identity.md', () => {
  const text = read(DOCUMENT);

  it('names every clause once, and only what is there', () => {
    expect(CLAUSES).toHaveLength(47 + 19 + 36 + 65);
    expect(faults(text)).toEqual([]);
  });

  it('counts what it says', () => {
    const rows = clausesIn(text);
    for (const [, name = '', total, ...counts] of rowsOf(text, /^\| (ASVS 5\.0\.0 V\d|NIST SP)/)) {
      const chapter = /V\d+/.exec(name)?.[0];
      const of = (state: string): number =>
        rows
          .filter((row) => row.state === state)
          .flatMap(({ clauses }) => clauses)
          .filter((clause) => clause.startsWith(chapter ? `${chapter}.` : '§')).length;
      const figures = STATES.map(of);
      const sum = figures.reduce((left, right) => left + right, 0);
      expect([name, Number(total), ...counts.slice(0, 5).map(Number)]).toEqual([name, sum, ...figures]);
    }
  });

  it('shows each of the threats 17 to 30', () => {
    const rows = rowsOf(text, /^\| \d\d /);
    for (const threat of THREATS) {
      const of = rows.filter(([, first = '']) => first.startsWith(`${threat} `));
      expect([threat, of.length > 0]).toEqual([threat, true]);
      for (const [, , , shown = ''] of of) expect(evidenceIn(shown).length).toBeGreaterThan(0);
    }
  });

  it('would be found out', () => {
    const lies: [string, string][] = [
      ['| V6.2.2 |', '| V6.2.99 |'],
      ['| V7.2.1 |', '| V7.2.2 |'],
      ['“signs out”', '“signs in by itself”'],
      ['sign-in/sign-in.db.test.ts` “signs out”', 'sign-in/gone.test.ts` “signs out”'],
      ['(#ways-in)', '(#ways-out)'],
      ['| not met | Only the person begins one', '| met | Only the person begins one'],
    ];
    for (const [true_, lie] of lies) {
      expect(text).toContain(true_);
      expect([lie, faults(text.replace(true_, lie)).length > 0]).toEqual([lie, true]);
    }
  });
});

/** Sources of one room or the web, tests left out. */
const sources = (folder: string): readonly [string, string][] =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|(^|\/)(node_modules|testing)\//.test(name))
    .map((name) => [`${folder}/${name}`, read(`${folder}/${name}`)]);

describe('what no run would show', () => {
  it('every field for a password is masked, can be shown and names itself to password managers', () => {
    const fields = sources('web/src').flatMap(([file, text]) =>
      [...text.matchAll(/<(\w+)[^<]*?autoComplete="(?:current|new)-password"[^<]*?\/>/g)].map(
        ([field = '', tag]) => ({ file, tag, canBeShown: field.includes('visibilityToggleButtonProps') }),
      ),
    );
    expect(fields.length).toBeGreaterThanOrEqual(4);
    for (const field of fields) expect(field).toEqual({ ...field, tag: 'PasswordInput', canBeShown: true });
  });

  it('nothing on a page stops pasting', () => {
    const stopping = sources('web/src').filter(([, text]) =>
      /onPaste=\{[^}]*preventDefault|autoComplete="(current|new)-password-off"/.test(text),
    );
    expect(stopping.map(([file]) => file)).toEqual([]);
  });

  it('nothing asks for hints or secret questions', () => {
    const inputs = [
      ...read('schema/subgraphs/identity.graphql').matchAll(/^input \w+ \{([^}]*)\}/gm),
    ].flatMap(([, fields = '']) => [...fields.matchAll(/^ {2}(\w+):/gm)].map(([, name = '']) => name));
    expect(inputs).toContain('newPassword');
    // A login hint is what an identity provider is told.
    expect(inputs.filter((name) => /hint|question|answer|maiden/i.test(name))).toEqual(['loginHint']);
  });

  it('no input of a second factor names a time', () => {
    const fieldsOf = (input: string): string[] =>
      (
        new RegExp(`^input ${input} \\{([^}]*)\\}`, 'm').exec(
          read('schema/subgraphs/identity.graphql'),
        )?.[1] ?? ''
      )
        .split('\n')
        .filter((line) => /^ {2}\w+: /.test(line))
        .map((line) => line.trim());
    expect([fieldsOf('CodeInput'), fieldsOf('ShownPasskeyInput')]).toEqual([
      ['code: String!'],
      ['response: String!'],
    ]);
  });

  it('nothing in the product draws from a generator that can be predicted', () => {
    const folders = ['runtime', 'gateway', 'subgraphs', 'standalone', 'web/src'];
    const drawing = folders.flatMap(sources).filter(([, text]) => text.includes('Math.random'));
    expect(drawing.map(([file]) => file)).toEqual([]);
  });
});
