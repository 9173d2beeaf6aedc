import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  citationOf,
  citedNumbers,
  plainAnswer,
  readAnswer,
  wordsOfModel,
  type AnswerBlock,
  type Inline,
} from './answer-text.ts';

const KNOWN = new Set([1, 2]);
const read = (text: string) => readAnswer(text, KNOWN);
const said = (text: string): Inline => ({ kind: 'text', text });
const cited = (number: number): Inline => ({ kind: 'citation', number });
const paragraph = (...content: Inline[]): AnswerBlock => ({ kind: 'paragraph', content });

/** Everything of an answer that a reader sees as words. */
function wordsOf(blocks: readonly AnswerBlock[]): string {
  const line = (content: readonly Inline[]) =>
    content.map((one) => (one.kind === 'text' ? one.text : `[${one.number}]`)).join('');
  return blocks
    .map((block) => {
      if (block.kind === 'code') return block.text;
      return block.kind === 'list' ? block.items.map(line).join('\n') : line(block.content);
    })
    .join('\n');
}

describe('The answer of a model', () => {
  it('has paragraphs, headings, lists, code and emphasis', () => {
    const text =
      '# Fristen\nEs gilt **immer**\ndas `Intervall`.\n\n- eins\n- *zwei*\n  weiter\n\n1. a\n2) b\n```js\nlet x\n```';
    expect(read(text)).toEqual([
      { kind: 'heading', content: [said('Fristen')] },
      paragraph(
        said('Es gilt '),
        { kind: 'text', text: 'immer', mark: 'strong' },
        said('\ndas '),
        { kind: 'text', text: 'Intervall', mark: 'code' },
        said('.'),
      ),
      {
        kind: 'list',
        ordered: false,
        items: [[said('eins')], [{ kind: 'text', text: 'zwei', mark: 'em' }, said('\nweiter')]],
      },
      { kind: 'list', ordered: true, items: [[said('a')], [said('b')]] },
      { kind: 'code', text: 'let x' },
    ]);
  });

  it('cites only sources that were sent, and only where the server says so', () => {
    const text = `Zwölf ${citationOf(1)}, **fett ${citationOf(2)}**${citationOf(1)} und ${citationOf(7)}. Auch [1].`;
    expect(read(text)).toEqual([
      paragraph(
        said('Zwölf\u00a0'),
        cited(1),
        said(', '),
        { kind: 'text', text: 'fett\u00a0', mark: 'strong' },
        cited(2),
        cited(1),
        said(' und\u00a0'),
        said('. Auch [1].'),
      ),
    ]);
    expect(plainAnswer(text)).toBe('Zwölf [1], **fett [2]**[1] und [7]. Auch [1].');
    expect(read(wordsOfModel(citationOf(1)))).toEqual([paragraph(said('1'))]);
  });

  it('tells which sources it cites', () => {
    expect([
      ...citedNumbers(`A\n\n- B ${citationOf(2)} [1]\n\n\`\`\`\n${citationOf(1)}\n\`\`\``, KNOWN),
    ]).toEqual([2]);
  });

  it.each([
    ['![Bild](https://evil.example/?q=geheim)', 'Bild'],
    ['[Hier klicken](https://evil.example/(a)?q=geheim "Titel")', 'Hier klicken'],
    ['![](//evil.example/x.png)', ''],
    ['![Bild][1]', '![Bild][1]'],
    ['[1](https://evil.example)', '1'],
    ['[![Bild](https://evil.example/a)](https://evil.example/b)', 'Bild'],
  ])('keeps of %s only the words', (text, words) => {
    expect(wordsOf(read(text))).toBe(words);
  });

  it.each([
    '<img src=x onerror=alert(1)>',
    '<script>alert(1)</script>',
    '<https://evil.example>',
    '&lt;b&gt;',
  ])('takes %s for text', (text) => {
    expect(read(text)).toEqual([paragraph(said(text))]);
  });

  it('leaves stars and underscores alone that mark nothing', () => {
    expect(read('3 * 4 * 5, a_b_c und **offen')).toEqual([paragraph(said('3 * 4 * 5, a_b_c und **offen'))]);
  });

  it('can be read at every moment while it comes', () => {
    const text = `# A\n\n- **b** ${citationOf(1)}\n- \`c\`\n\n\`\`\`\nd\n\`\`\`\nEnde ${citationOf(2)}`;
    for (let length = 0; length <= text.length; length += 1) {
      expect(() => read(text.slice(0, length))).not.toThrow();
    }
    expect(read('```\nunfertig')).toEqual([{ kind: 'code', text: 'unfertig' }]);
  });

  it('cites nothing else, whatever is written', () => {
    const mess = fc.array(
      fc.constantFrom(
        citationOf(1),
        citationOf(9),
        '\uE000',
        '[',
        ']',
        '(',
        ')',
        '!',
        '1',
        '2',
        '3',
        ',',
        '*',
        '_',
        '`',
        '\n',
        ' ',
        'x',
        '#',
        '-',
        '://',
        '<',
      ),
    );
    fc.assert(
      fc.property(mess, (parts) => [...citedNumbers(parts.join(''), KNOWN)].every((one) => KNOWN.has(one))),
    );
  });

  it('is read in a blink, however it is nested', () => {
    const start = performance.now();
    for (const piece of ['[', '![', '**', '*a', '[1](', '`', '__a', '[1,', '- ', '(('])
      read(piece.repeat(20_000));
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
