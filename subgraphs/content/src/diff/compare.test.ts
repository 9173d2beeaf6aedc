import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BodyNode } from '#schema/document-model/schema.js';
import { align } from './align.js';
import { blocksOf, textOfBlock } from './blocks.js';
import { compareSides, type DiffBlock } from './compare.js';
import { diffWords, newEffort } from './words.js';

const text = (value: string, ...marks: string[]): BodyNode => ({
  type: 'text',
  text: value,
  ...(marks.length ? { marks: marks.map((type) => ({ type })) } : {}),
});
const paragraph = (value: string): BodyNode => ({
  type: 'paragraph',
  ...(value ? { content: [text(value)] } : {}),
});
const heading = (value: string, level = 1): BodyNode => ({
  type: 'heading',
  attrs: { level },
  content: [text(value)],
});
const list = (...items: string[]): BodyNode => ({
  type: 'bulletList',
  content: items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })),
});
const doc = (...content: BodyNode[]): BodyNode => ({ type: 'doc', content });
const compare = (left: BodyNode, right: BodyNode) =>
  compareSides({ title: 'T', body: left }, { title: 'T', body: right });

const side = (blocks: readonly DiffBlock[], without: 'ADDED' | 'REMOVED') =>
  blocks
    .filter((block) => block.kind !== without)
    .map((block) => [
      block.nodeType,
      block.level,
      block.parts
        .filter((part) => part.kind !== without)
        .map((part) => part.text)
        .join(''),
    ]);
const flat = (body: BodyNode) =>
  blocksOf(body).map((block) => [block.nodeType, block.level, textOfBlock(block)]);

describe('comparing two versions', () => {
  it('shows changed words within a block and leaves the others whole', () => {
    const { blocks, added, removed } = compare(
      doc(heading('Zweck'), paragraph('Passwörter haben mindestens acht Zeichen.'), list('eins', 'zwei')),
      doc(
        heading('Zweck'),
        paragraph('Passwörter haben mindestens fünfzehn Zeichen.'),
        list('eins', 'drei', 'zwei'),
      ),
    );
    expect(blocks).toEqual([
      { kind: 'SAME', nodeType: 'heading', level: 1, parts: [{ kind: 'SAME', text: 'Zweck' }] },
      {
        kind: 'CHANGED',
        nodeType: 'paragraph',
        level: null,
        parts: [
          { kind: 'SAME', text: 'Passwörter haben mindestens ' },
          { kind: 'REMOVED', text: 'acht' },
          { kind: 'ADDED', text: 'fünfzehn' },
          { kind: 'SAME', text: ' Zeichen.' },
        ],
      },
      { kind: 'SAME', nodeType: 'bulletListItem', level: 1, parts: [{ kind: 'SAME', text: 'eins' }] },
      { kind: 'ADDED', nodeType: 'bulletListItem', level: 1, parts: [{ kind: 'ADDED', text: 'drei' }] },
      { kind: 'SAME', nodeType: 'bulletListItem', level: 1, parts: [{ kind: 'SAME', text: 'zwei' }] },
    ]);
    expect([added, removed]).toEqual([2, 1]);
  });

  it('joins neighbouring changed words into one change', () => {
    const parts = diffWords([{ text: 'a b c d', marks: '' }], [{ text: 'a x y d', marks: '' }], newEffort());
    expect(parts).toEqual([
      { kind: 'SAME', text: 'a ' },
      { kind: 'REMOVED', text: 'b c' },
      { kind: 'ADDED', text: 'x y' },
      { kind: 'SAME', text: ' d' },
    ]);
  });

  it('shows a word whose marks changed', () => {
    const { blocks } = compare(
      doc({ type: 'paragraph', content: [text('Das ist nicht erlaubt.')] }),
      doc({ type: 'paragraph', content: [text('Das ist '), text('nicht', 'bold'), text(' erlaubt.')] }),
    );
    expect(blocks[0]?.kind).toBe('CHANGED');
    expect(blocks[0]?.parts.map((part) => part.kind)).toEqual(['SAME', 'REMOVED', 'ADDED', 'SAME']);
  });

  it('shows another image under the same words as a change, and a file by its name', () => {
    const image = (fileId: string): BodyNode => ({ type: 'image', attrs: { fileId, alt: 'Lageplan' } });
    const { blocks } = compare(
      doc(image('a'), paragraph('x')),
      doc(image('b'), paragraph('x'), { type: 'file', attrs: { fileId: 'c', name: 'Plan.pdf' } }),
    );
    expect(blocks.map(({ kind, nodeType }) => [kind, nodeType])).toEqual([
      ['CHANGED', 'image'],
      ['SAME', 'paragraph'],
      ['ADDED', 'file'],
    ]);
    expect(blocks[0]?.parts).toEqual([
      { kind: 'REMOVED', text: 'Lageplan' },
      { kind: 'ADDED', text: 'Lageplan' },
    ]);
    expect(blocks[2]?.parts).toEqual([{ kind: 'ADDED', text: 'Plan.pdf' }]);
  });

  it('shows a paragraph that became a heading as removed and added', () => {
    const { blocks } = compare(doc(paragraph('Zweck')), doc(heading('Zweck', 2)));
    expect(blocks.map((block) => [block.kind, block.nodeType])).toEqual([
      ['REMOVED', 'paragraph'],
      ['ADDED', 'heading'],
    ]);
  });

  it('compares titles', () => {
    const { titleChanges, added, removed } = compareSides(
      { title: 'Alte Richtlinie', body: doc() },
      { title: 'Neue Richtlinie', body: doc() },
    );
    expect(titleChanges.map((part) => part.text)).toEqual(['Alte', 'Neue', ' Richtlinie']);
    expect([added, removed]).toEqual([1, 1]);
  });

  const word = fc.constantFrom('der', 'Plan', 'gilt', 'für', 'alle', 'nicht', 'am', '24.12.', '—', 'x\ny');
  const words = fc.array(word, { maxLength: 12 }).map((list) => list.join(' '));
  const inline = fc
    .array(fc.tuple(words.filter(Boolean), fc.boolean()), { maxLength: 3 })
    .map((runs) => runs.map(([value, bold]) => (bold ? text(value, 'bold') : text(value))));
  const leaf = fc.oneof(
    inline.map((content) => ({ type: 'paragraph', content })),
    inline.map((content) => ({ type: 'heading', attrs: { level: 2 }, content })),
    fc.constant({ type: 'horizontalRule' }),
  );
  const block = fc.oneof(
    leaf,
    fc.array(words, { minLength: 1, maxLength: 4 }).map((items) => list(...items)),
    fc.array(leaf, { minLength: 1, maxLength: 2 }).map((content) => ({ type: 'blockquote', content })),
  );
  const body = fc.array(block, { maxLength: 14 }).map((content): BodyNode => ({ type: 'doc', content }));

  it('holds both sides, whatever they are', () => {
    fc.assert(
      fc.property(body, body, words, words, (left, right, before, after) => {
        const { blocks, titleChanges } = compareSides(
          { title: before, body: left },
          { title: after, body: right },
        );
        expect(side(blocks, 'ADDED')).toEqual(flat(left));
        expect(side(blocks, 'REMOVED')).toEqual(flat(right));
        const join = (without: string) =>
          titleChanges
            .filter((part) => part.kind !== without)
            .map((part) => part.text)
            .join('');
        expect([join('ADDED'), join('REMOVED')]).toEqual([before, after]);
      }),
      { numRuns: 400 },
    );
  });

  it('says SAME about a version and itself', () => {
    fc.assert(
      fc.property(body, (value) => {
        const { blocks, added, removed } = compare(value, value);
        expect(blocks.every((entry) => entry.kind === 'SAME')).toBe(true);
        expect([added, removed]).toEqual([0, 0]);
      }),
    );
  });

  it('aligns in order on both sides', () => {
    const keys = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), { maxLength: 40 });
    fc.assert(
      fc.property(keys, keys, (left, right) => {
        let [l, r] = [0, 0];
        for (const stretch of align(left, right)) {
          expect([stretch.leftFrom, stretch.rightFrom]).toEqual([l, r]);
          if (stretch.same) expect(left[stretch.leftFrom]).toBe(right[stretch.rightFrom]);
          [l, r] = [stretch.leftTo, stretch.rightTo];
        }
        expect([l, r]).toEqual([left.length, right.length]);
      }),
    );
  });

  const sentences = (seed: number, count: number) =>
    doc(
      ...Array.from({ length: count }, (_, i) =>
        paragraph(
          Array.from({ length: 40 }, (__, j) => `w${(i * 7 + j * 13 + seed * (j % 5)) % 997}`).join(' '),
        ),
      ),
    );

  it.each([
    ['2000 blocks, every one changed', sentences(1, 2000), sentences(2, 2000)],
    [
      '2000 blocks, all replaced',
      sentences(1, 2000),
      doc(...Array.from({ length: 2000 }, (_, i) => paragraph(`ganz anders ${i}`))),
    ],
    [
      'one paragraph of 100,000 words',
      doc(paragraph('alt neu '.repeat(50_000))),
      doc(paragraph('neu so alt '.repeat(33_000))),
    ],
    [
      '2000 equal blocks and one more',
      doc(...Array.from({ length: 2000 }, () => paragraph('gleich'))),
      doc(...Array.from({ length: 2001 }, () => paragraph('gleich'))),
    ],
  ])('is fast on %s', (_, left, right) => {
    const start = performance.now();
    compare(left, right);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
