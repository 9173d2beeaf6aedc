import { describe, expect, it } from 'vitest';
import { fingerprintOf } from './fingerprint.ts';

const paragraph = (content: unknown[]) => ({
  title: 'T',
  body: { type: 'doc', content: [{ type: 'paragraph', content }] },
});

describe('the mark of a text', () => {
  it('is the same in any order of keys, without what says nothing', () => {
    const sent = paragraph([
      {
        type: 'text',
        text: 'a',
        marks: [{ type: 'link', attrs: { href: '/b', target: null, rel: 'noopener' } }],
      },
    ]);
    const back = paragraph([{ text: 'a', type: 'text', marks: [{ attrs: { href: '/b' }, type: 'link' }] }]);
    expect(fingerprintOf(sent)).toBe(fingerprintOf(back));
  });

  it.each([
    ['another word', paragraph([{ type: 'text', text: 'b' }])],
    ['another mark', paragraph([{ type: 'text', text: 'a', marks: [{ type: 'bold' }] }])],
    ['another title', { ...paragraph([{ type: 'text', text: 'a' }]), title: 'U' }],
  ])('differs with %s', (_, other) => {
    expect(fingerprintOf(other)).not.toBe(fingerprintOf(paragraph([{ type: 'text', text: 'a' }])));
  });
});
