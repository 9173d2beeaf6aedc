import { describe, expect, it } from 'vitest';
import { clean, redactToken, safeJson } from './clean.js';
import { slug } from './folder.js';
import { frontMatter, markdownOf } from './markdown.js';
import { table, widthOf } from './table.js';

const text = (value: string, ...marks: string[]) => ({
  type: 'text',
  text: value,
  ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}),
});
const paragraph = (...content: object[]) => ({ type: 'paragraph', content });
const doc = (...content: object[]) => ({ type: 'doc', content });

describe('a table', () => {
  const rows = [
    ['Passwortrichtlinie für alle Standorte', 'Ada'],
    ['報告書', 'Yılmaz'],
  ];

  it('keeps its columns apart and in line', () => {
    expect(table(['Title', 'Who'], rows)).toBe(
      `Title${' '.repeat(34)}Who\n${rows[0]![0]}  Ada\n報告書${' '.repeat(33)}Yılmaz\n`,
    );
  });

  it.each([80, 40, 24])('fits into %i columns', (width) => {
    const lines = table(['Title', 'Who'], rows, width).trimEnd().split('\n');
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width);
    expect(lines).toHaveLength(3);
  });

  it('shows no text that a terminal would act on', () => {
    expect(table(['Title'], [['a\u001b[31mb\u009b2J\u202ec\nd']])).toBe('Title\na [31mb 2J c d\n');
  });
});

describe('what is printed', () => {
  it('holds no control characters and no token', () => {
    expect(clean('  a\tb\u0007 ')).toBe('a b');
    expect(JSON.parse(safeJson({ a: '\u009b2J', __typename: 'X' }))).toEqual({ a: '\u009b2J' });
    expect(safeJson('\u009b')).toBe('"\\u009b"');
    expect(redactToken('sent kpx_abc123 to')).toBe('sent kpx_••• to');
  });
});

describe('a document as Markdown', () => {
  it('keeps headings, lists, marks, code and links', () => {
    const item = (...content: object[]) => ({ type: 'listItem', content });
    const body = doc(
      { type: 'heading', attrs: { level: 2 }, content: [text('Zweck')] },
      paragraph(text('Alle '), text('müssen', 'bold'), text(' und '), text('sollen', 'italic', 'strike')),
      { type: 'bulletList', content: [item(paragraph(text('eins'))), item(paragraph(text('zwei')))] },
      {
        type: 'orderedList',
        attrs: { start: 9, type: null },
        content: [item(paragraph(text('neun'))), item(paragraph(text('zehn')))],
      },
      { type: 'codeBlock', attrs: { language: 'sh' }, content: [text('a ``` b')] },
      { type: 'blockquote', content: [paragraph(text('Zitat'))] },
      { type: 'horizontalRule' },
      {
        type: 'file',
        attrs: { fileId: '0197a000-0000-7000-8000-00000000000a', name: 'Plan [1].pdf' },
      },
    );
    expect(markdownOf(body)).toBe(
      [
        ...['## Zweck', 'Alle **müssen** und *~~sollen~~*', '- eins\n\n- zwei', ' 9. neun\n\n10. zehn'],
        ...['````sh\na ``` b\n````', '> Zitat', '---'],
        '[Plan \\[1\\].pdf](kopexa-file:0197a000-0000-7000-8000-00000000000a)\n',
      ].join('\n\n'),
    );
  });

  it('says what is text and not markup', () => {
    expect(markdownOf(doc(paragraph(text('# 1 * 2 * 3 <b> [x](y)'))))).toMatch(/^\\# 1 \\\* 2 \\\* 3 /);
  });

  it('carries its details as YAML that is JSON', () => {
    expect(frontMatter({ title: 'A: "B"', owner: undefined, versions: [{ number: 1 }] })).toBe(
      '---\ntitle: "A: \\"B\\""\nowner: null\nversions:\n  - {"number":1}\n---\n\n',
    );
  });
});

describe('the name of a file', () => {
  it.each([
    ['Passwortrichtlinie für Büros', 'passwortrichtlinie-fuer-bueros'],
    ['../../etc/passwd', 'etc-passwd'],
    ['報告書', 'unnamed'],
    ['CON.', 'con'],
    ['a'.repeat(200), 'a'.repeat(60)],
  ])('of %s is made of letters, digits and hyphens', (title, name) => {
    expect(slug(title)).toBe(name);
  });
});
