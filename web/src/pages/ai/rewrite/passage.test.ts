import { EditorState, TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { documentSchema } from '#schema/document-model/schema.js';
import { keepsBlocks, paragraphsOf, passageOf, replacePassage, type Passage } from './passage.ts';

const text = (words: string, ...marks: string[]) => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}),
});
const paragraph = (...words: (string | object)[]) => ({
  type: 'paragraph',
  content: words.map((one) => (typeof one === 'string' ? text(one) : one)),
});
const heading = (words: string) => ({ type: 'heading', attrs: { level: 2 }, content: [text(words)] });
const list = (...items: string[]) => ({
  type: 'bulletList',
  content: items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })),
});

/** A state whose selection goes from before `start` to behind `end`. */
function select(content: object[], start: string, end: string): EditorState {
  const doc = documentSchema.nodeFromJSON({ type: 'doc', content });
  let from = 0;
  let to = 0;
  doc.descendants((node, at) => {
    if (!node.isText) return;
    const first = node.text?.indexOf(start) ?? -1;
    const last = node.text?.indexOf(end) ?? -1;
    if (first >= 0 && from === 0) from = at + first;
    if (last >= 0) to = at + last + end.length;
  });
  return EditorState.create({ doc, selection: TextSelection.create(doc, from, to) });
}

function passageIn(state: EditorState): Passage {
  const passage = passageOf(state);
  if (!passage) throw new Error('Nothing is selected.');
  return passage;
}

function rewritten(state: EditorState, words: string): unknown {
  const change = replacePassage(state, passageIn(state), words);
  change?.doc.check();
  return change?.doc.toJSON().content;
}

describe('A selected passage', () => {
  it('is the selected words of each block, an empty line apart', () => {
    const state = select(
      [heading('Zweck und Ziel'), paragraph('Alle '), list('eins', 'zwei drei')],
      'Ziel',
      'zwei',
    );
    const passage = passageIn(state);
    expect(passage.text).toBe('Ziel\n\nAlle \n\neins\n\nzwei');
    expect(passage).toMatchObject({ hasCode: false, hasMarks: false, hasOthers: false });
  });

  it('is none when nothing, or only space, is selected', () => {
    expect(passageOf(select([paragraph('a   b')], '  ', '  '))).toBeNull();
  });

  it('tells of code, of marks and of what is no text', () => {
    const code = { type: 'codeBlock', content: [text('let x')] };
    const state = select(
      [paragraph('a ', text('b', 'bold')), { type: 'horizontalRule' }, code, paragraph('z')],
      'a',
      'z',
    );
    expect(passageIn(state)).toMatchObject({ hasCode: true, hasMarks: true, hasOthers: true });
  });

  it('has line breaks inside of its blocks', () => {
    const state = select([paragraph('a', { type: 'hardBreak' }, 'b')], 'a', 'b');
    expect(passageIn(state).text).toBe('a\nb');
    expect(rewritten(state, 'x\ny')).toEqual([paragraph('x', { type: 'hardBreak' }, 'y')]);
  });
});

describe('A new text for a passage', () => {
  it('goes into part of a line', () => {
    const state = select([paragraph('Alle müssen das tun, immer.')], 'müssen', 'tun');
    expect(rewritten(state, 'tun das')).toEqual([paragraph('Alle tun das, immer.')]);
  });

  it('keeps headings and lists when it has as many paragraphs', () => {
    const state = select([heading('Zweck'), list('eins', 'zwei')], 'Zweck', 'zwei');
    expect(keepsBlocks(passageIn(state), 'Ziel\n\n1\n \n2')).toBe(true);
    expect(rewritten(state, 'Ziel\n\n1\n \n2')).toEqual([heading('Ziel'), list('1', '2')]);
  });

  it('becomes paragraphs when it has more or fewer, and what is around it stays', () => {
    const more = select([paragraph('vor MITTE nach')], 'MITTE', 'MITTE');
    expect(rewritten(more, 'eins\n\nzwei')).toEqual([paragraph('vor eins'), paragraph('zwei nach')]);
    const fewer = select([paragraph('vor a'), paragraph('b nach')], 'a', 'b');
    expect(keepsBlocks(passageIn(fewer), 'c')).toBe(false);
    expect(rewritten(fewer, 'c')).toEqual([paragraph('vor c nach')]);
    const inList = select([list('eins', 'zwei'), paragraph('Ende')], 'eins', 'zwei');
    expect(rewritten(inList, 'nur dies')).toEqual([list('nur dies'), paragraph('Ende')]);
  });

  it('is refused when something between would be lost', () => {
    const state = select([paragraph('a'), { type: 'horizontalRule' }, paragraph('z')], 'a', 'z');
    expect(replacePassage(state, passageIn(state), 'nur eins')).toBeNull();
    expect(rewritten(state, 'x\n\ny')).toEqual([paragraph('x'), { type: 'horizontalRule' }, paragraph('y')]);
  });

  it('is refused when the document has changed meanwhile, or when it is empty', () => {
    const state = select([paragraph('abc')], 'b', 'b');
    const passage = passageIn(state);
    expect(replacePassage(state.apply(state.tr.insertText('neu', 1)), passage, 'x')).toBeNull();
    expect(replacePassage(state, passage, ' \n ')).toBeNull();
  });

  it('is text, whatever it looks like', () => {
    const state = select([paragraph('abc')], 'abc', 'abc');
    expect(rewritten(state, '<b>x</b> [y](javascript:z)')).toEqual([paragraph('<b>x</b> [y](javascript:z)')]);
    expect(paragraphsOf('a\r\n\r\n\r\nb\n')).toEqual(['a', 'b']);
  });
});
