import { describe, expect, it } from 'vitest';
import type { BodyNode } from '../../../ui/prose/body.ts';
import { citedNodes, readCited, writeCited } from './cited.ts';

const body = (...texts: string[]): BodyNode => ({
  type: 'doc',
  content: texts.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
});

describe('A cited passage', () => {
  it('is in the address, its words come with the click', () => {
    const params = writeCited({ version: 3, blocks: [1, 2] });
    expect(params.toString()).toBe('cited=3&passage=2-3');
    expect(readCited(params, { quote: 'Zwölf Zeichen' })).toEqual({
      version: 3,
      blocks: [1, 2],
      quote: 'Zwölf Zeichen',
    });
    expect(writeCited({ version: 3, blocks: [4, 4] }).get('passage')).toBe('5');
    expect(writeCited({ version: 3, blocks: null }).has('passage')).toBe(false);
  });

  it.each(['', 'cited=x', 'cited=-1', 'passage=2'])('is none in "%s"', (address) => {
    expect(readCited(new URLSearchParams(address), null)).toBeNull();
  });

  it.each(['cited=3&passage=0', 'cited=3&passage=5-2', 'cited=3&passage=a', 'cited=3'])(
    'is the whole text in "%s"',
    (address) => {
      expect(readCited(new URLSearchParams(address), 'x')).toEqual({ version: 3, blocks: null, quote: '' });
    },
  );

  it('is marked where it stands in its version, and never beyond the text', () => {
    const cited = { version: 3, blocks: [1, 9] as const, quote: '' };
    expect([...citedNodes(cited, body('a', 'b', 'c'), 3)]).toEqual([1, 2]);
  });

  it('counts the blocks of a text, and marks the list that they stand in', () => {
    const item = (text: string): BodyNode => ({ type: 'listItem', content: body(text).content ?? [] });
    const nested: BodyNode = {
      type: 'doc',
      content: [
        ...(body('a').content ?? []),
        { type: 'horizontalRule' },
        { type: 'bulletList', content: [item('b'), item('c')] },
        ...(body('d').content ?? []),
      ],
    };
    expect([...citedNodes({ version: 1, blocks: [2, 3], quote: '' }, nested, 1)]).toEqual([2, 3]);
    expect([...citedNodes({ version: 1, blocks: [0, 1], quote: '' }, nested, 1)]).toEqual([0, 2]);
  });

  it('is found by its words in another version, or not at all', () => {
    const cited = { version: 3, blocks: [0, 0] as const, quote: 'Mindestens  zwölf Zeichen.' };
    expect([...citedNodes(cited, body('Neu.', 'Mindestens zwölf Zeichen.'), 4)]).toEqual([1]);
    expect([...citedNodes(cited, body('Mindestens vierzehn Zeichen.'), 4)]).toEqual([]);
    expect([...citedNodes({ ...cited, quote: '' }, body('Mindestens zwölf Zeichen.'), 4)]).toEqual([]);
  });
});
