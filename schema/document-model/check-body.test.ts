import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_BODY, checkBody } from './check-body.js';
import { fileIdsOf } from './files.js';
import { isAllowedHref } from './links.js';
import { checkTitle, countWords } from './text.js';

const doc = (...content: unknown[]) => ({ type: 'doc', content });
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content });
const text = (value: string, ...marks: unknown[]) => ({
  type: 'text',
  text: value,
  ...(marks.length ? { marks } : {}),
});
const stored = (value: unknown) => {
  const checked = checkBody(value);
  if (!checked.ok) throw new Error(checked.problem.en);
  return checked.value;
};
const FILE = '019a0000-0000-7000-8000-00000000000a';
const OTHER_FILE = '019a0000-0000-7000-8000-00000000000b';
const refusal = (value: unknown): string => {
  const checked = checkBody(value);
  if (checked.ok) throw new Error('It was accepted.');
  expect(checked.problem.de.length).toBeGreaterThan(20);
  return checked.problem.en;
};
const nest = (levels: number): unknown => {
  let node: unknown = paragraph(text('x'));
  for (let level = 0; level < levels; level += 1) node = { type: 'blockquote', content: [node] };
  return doc(node);
};

describe('a body that the document model knows', () => {
  it('is stored as the editor sent it', () => {
    const body = doc(
      { type: 'heading', attrs: { level: 2 }, content: [text('Zweck')] },
      paragraph(text('Alle '), text('müssen', { type: 'bold' }), { type: 'hardBreak' }, text('lesen.')),
      {
        type: 'orderedList',
        attrs: { start: 3, type: null },
        content: [{ type: 'listItem', content: [paragraph(text('eins'))] }],
      },
      { type: 'codeBlock', attrs: { language: 'ts' }, content: [text('a\n\tb')] },
      { type: 'blockquote', content: [paragraph()] },
      { type: 'horizontalRule' },
    );
    const { body: kept, plain, wordCount } = stored(body);
    expect(kept).toEqual({
      ...body,
      content: [
        ...body.content.slice(0, 4),
        { type: 'blockquote', content: [{ type: 'paragraph' }] },
        { type: 'horizontalRule' },
      ],
    });
    expect(plain).toBe('Zweck\nAlle müssen\nlesen.\neins\na\n\tb\n');
    expect(wordCount).toBe(7);
  });

  it('gets NFC text, one kind of line end, joined text and marks in one order', () => {
    const bold = { type: 'bold' };
    const italic = { type: 'italic' };
    const { body } = stored(doc(paragraph(text('a\r\nu\u0308', italic, bold), text('b', bold, italic))));
    expect(body).toEqual(doc(paragraph(text('a\nüb', bold, italic))));
  });

  it('keeps the address of a link and drops what editors add', () => {
    const link = {
      type: 'link',
      attrs: { href: 'https://kopexa.de/a', target: '_blank', rel: 'noopener', class: null },
    };
    const { body } = stored(doc(paragraph(text('x', link))));
    expect(body.content?.[0]?.content?.[0]?.marks).toEqual([
      { type: 'link', attrs: { href: 'https://kopexa.de/a' } },
    ]);
  });

  it('shows images and files of the product by their ids', () => {
    const picture = { type: 'image', attrs: { fileId: FILE, alt: 'Lageplan', width: 640, height: 480 } };
    const attached = { type: 'file', attrs: { fileId: OTHER_FILE, name: 'Bericht.pdf' } };
    const { body, plain, wordCount } = stored(
      doc(paragraph(text('oben')), picture, { type: 'blockquote', content: [attached, picture] }),
    );
    expect(body.content?.[1]).toEqual(picture);
    expect(plain).toBe('oben\nLageplan\nBericht.pdf\nLageplan');
    expect(wordCount).toBe(4);
    expect(fileIdsOf(body)).toEqual([FILE, OTHER_FILE]);
    expect(stored(doc({ type: 'image', attrs: { fileId: FILE } })).body.content).toEqual([
      { type: 'image', attrs: { fileId: FILE, alt: '', width: null, height: null } },
    ]);
  });

  it('may be empty', () => {
    expect(stored({ type: 'doc' }).body).toEqual(EMPTY_BODY);
    expect(stored({ type: 'doc', content: [] }).body).toEqual(EMPTY_BODY);
  });

  it('is the same when it is checked again', () => {
    const leaf = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.array(leaf, { maxLength: 8 }), (texts) => {
        const first = checkBody(doc(paragraph(...texts.map((value) => text(value)))));
        if (!first.ok) return;
        expect(stored(first.value.body)).toEqual(first.value);
      }),
    );
  });

  it('may be 30 levels deep and no deeper', () => {
    expect(checkBody(nest(28)).ok).toBe(true);
    expect(refusal(nest(29))).toMatch(/nested too deeply/);
  });
});

describe('a body that is refused', () => {
  it.each([
    ['null', null],
    ['a string', 'doc'],
    ['an array', []],
    ['another root', paragraph(text('x'))],
    ['a doc in a doc', doc(doc())],
    ['an unknown key', { ...doc(paragraph()), html: '<b>' }],
    ['__proto__ as a key', JSON.parse('{"type":"doc","__proto__":{"x":1},"content":[]}')],
    ['content that is no list', { type: 'doc', content: { length: 1 } }],
    ['a hole', doc(null)],
    ['text that is no string', doc(paragraph({ type: 'text', text: 5 }))],
    ['empty text', doc(paragraph(text('')))],
    ['text on a paragraph', doc({ type: 'paragraph', text: 'x' })],
    ['a mark that is no object', doc(paragraph(text('x', 'bold')))],
    ['many marks', doc(paragraph(text('x', ...Array.from({ length: 11 }, () => ({ type: 'bold' })))))],
  ])('%s is damaged', (_, body) => {
    expect(refusal(body)).toMatch(/damaged/);
  });

  it.each([
    [
      'an unknown node',
      doc(paragraph(), { type: 'iframe', attrs: { src: 'https://x' } }),
      /Block 2 .*“iframe”/,
    ],
    ['a node named like a built-in', doc({ type: 'constructor' }), /“constructor”/],
    [
      'an unknown mark',
      doc(paragraph(text('x', { type: 'textStyle', attrs: { color: 'red' } }))),
      /“textStyle”/,
    ],
    ['an unknown attribute', doc({ type: 'paragraph', attrs: { onclick: 'x' } }), /“paragraph.onclick”/],
    [
      'an image from elsewhere',
      doc({ type: 'image', attrs: { src: 'https://evil.example/x.png' } }),
      /“image.src”/,
    ],
    ['an image without its file', doc({ type: 'image', attrs: { alt: 'x' } }), /“image.fileId”/],
    [
      'an address for a file’s id',
      doc({ type: 'file', attrs: { fileId: '//evil.example', name: 'x' } }),
      /“file.fileId”/,
    ],
    ['a path after a file’s id', doc({ type: 'image', attrs: { fileId: `${FILE}/../x` } }), /“image.fileId”/],
    ['an image of no width', doc({ type: 'image', attrs: { fileId: FILE, width: 0 } }), /“image.width”/],
    [
      'a name with control characters',
      doc({ type: 'file', attrs: { fileId: FILE, name: 'a\u0000b' } }),
      /“file.name”/,
    ],
    [
      'an image with text in it',
      doc({ type: 'image', attrs: { fileId: FILE }, content: [text('x')] }),
      /not built/,
    ],
    ['a heading 5', doc({ type: 'heading', attrs: { level: 5 } }), /“heading.level”/],
    ['a heading without its level', doc({ type: 'heading' }), /“heading.level”/],
    ['a level as a string', doc({ type: 'heading', attrs: { level: '1' } }), /“heading.level”/],
    [
      'a list start beyond reason',
      doc({ type: 'orderedList', attrs: { start: 1e9 } }),
      /“orderedList.start”/,
    ],
    ['a list item alone', doc({ type: 'listItem', content: [paragraph()] }), /not built/],
    ['text at the top', doc(text('x')), /not built/],
    ['bold code', doc({ type: 'codeBlock', content: [text('x', { type: 'bold' })] }), /not built/],
    ['NUL', doc(paragraph(text('a\u0000b'))), /control characters/],
    ['an escape', doc(paragraph(text('\u001b[31m'))), /control characters/],
    ['a lone surrogate', doc(paragraph(text('\ud800'))), /control characters/],
    [
      'a script link',
      doc(paragraph(text('x', { type: 'link', attrs: { href: 'javascript:alert(1)' } }))),
      /link that is not allowed/,
    ],
    ['a link without an address', doc(paragraph(text('x', { type: 'link' }))), /“link.href”/],
  ])('%s is named with its place', (_, body, message) => {
    expect(refusal(body)).toMatch(message);
  });

  it('is too large or has too many nodes', () => {
    expect(refusal(doc(paragraph(text('ü'.repeat(600_000)))))).toMatch(/1 MiB/);
    expect(refusal(doc(...Array.from({ length: 20_001 }, () => paragraph())))).toMatch(/more than 20000/);
    expect(refusal(doc(...Array.from({ length: 15_000 }, () => paragraph(text('x')))))).toMatch(
      /more than 20000/,
    );
  });

  it('never throws, whatever is sent', () => {
    const key = fc.constantFrom('type', 'content', 'marks', 'attrs', 'text', 'x');
    const name = fc.constantFrom('doc', 'paragraph', 'text', 'listItem', 'bulletList', 'link', 'toString');
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        name,
        fc.integer(),
        fc.constant(null),
        fc.string(),
        fc.array(tie('tree')),
        fc.dictionary(key, tie('tree')),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => typeof checkBody(value).ok === 'boolean'),
      { numRuns: 2000 },
    );
    const deep = JSON.parse(
      `${'{"type":"blockquote","content":['.repeat(50_000)}${']}'.repeat(50_000)}`,
    ) as unknown;
    expect(refusal({ type: 'doc', content: [deep] })).toMatch(/deeply/);
  });
});

describe('a link', () => {
  it.each([
    'https://kopexa.de',
    'http://a.b/c?d=e#f',
    'mailto:ada@kopexa.de',
    '/o/acme/d/richtlinie-1',
    'HTTPS://X.Y',
  ])('to %s is allowed', (href) => {
    expect(isAllowedHref(href)).toBe(true);
  });
  it.each([
    ...[
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      ' javascript:alert(1)',
      'java\nscript:alert(1)',
      'data:text/html,x',
    ],
    ...[
      'vbscript:x',
      'file:///etc/passwd',
      '//evil.example',
      '/\\evil.example',
      '\\\\evil',
      'https://a:b@c.d',
      'https:x',
    ],
    ...[
      '',
      'mailto:',
      'foo',
      'ftp://x.y',
      'https://',
      'blob:https://x',
      `https://x/${'a'.repeat(2048)}`,
      'https://x/"onload=',
    ],
  ])('to %j is refused', (href) => {
    expect(isAllowedHref(href)).toBe(false);
  });
});

describe('a title', () => {
  it('is one line of 1 to 200 characters in NFC', () => {
    expect(checkTitle('  U\u0308bersicht ')).toEqual({ ok: true, value: 'Übersicht' });
    expect(checkTitle('😀'.repeat(200)).ok).toBe(true);
    for (const bad of [
      '',
      '   ',
      'x'.repeat(201),
      'a\nb',
      'a\tb',
      'a\u0000',
      '\u0085',
      'a\u2028b',
      'a\u202eb',
      '\u200b',
      '\udc00',
      5,
      null,
    ]) {
      expect(checkTitle(bad).ok, JSON.stringify(bad)).toBe(false);
    }
  });
});

describe('counting words', () => {
  it('counts hyphenated words once and nothing in empty text', () => {
    expect(countWords('IT-Sicherheit ist wichtig, nicht wahr?')).toBe(5);
    expect(countWords(' \n')).toBe(0);
  });
});
