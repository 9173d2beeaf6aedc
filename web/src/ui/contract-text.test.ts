import { describe, expect, it } from 'vitest';
import { contractBlocks } from './contract-text.tsx';

describe('the notation of contracts', () => {
  it('knows headings, lists and paragraphs', () => {
    expect(contractBlocks('# Title\nText\n(1) One\n\n- a\n- b\n  goes on\n\n### Small\n#nothing')).toEqual([
      { kind: 'heading', level: 2, text: 'Title' },
      { kind: 'paragraph', lines: ['Text', '(1) One'] },
      { kind: 'list', items: ['a', 'b goes on'] },
      { kind: 'heading', level: 4, text: 'Small' },
      { kind: 'paragraph', lines: ['#nothing'] },
    ]);
  });

  it('makes no markup of what looks like some', () => {
    const text = '<script>alert(1)</script> [x](javascript:alert(1))';
    expect(contractBlocks(text)).toEqual([{ kind: 'paragraph', lines: [text] }]);
  });
});
