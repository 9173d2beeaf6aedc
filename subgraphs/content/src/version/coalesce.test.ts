import { describe, expect, it } from 'vitest';
import { coalesces } from './coalesce.js';

const newest = {
  authorId: 'ada',
  createdAt: new Date('2026-11-23T10:00:00Z'),
  publishedAt: null,
  restoredFrom: null,
};
const at = (time: string) => new Date(`2026-11-23T${time}Z`);

describe('an autosave goes into the newest version', () => {
  it('of the same author within the window', () => {
    expect(coalesces(newest, 'ada', at('10:00:00'), 10)).toBe(true);
    expect(coalesces(newest, 'ada', at('10:09:59'), 10)).toBe(true);
  });

  it.each([
    ['after the window', newest, 'ada', at('10:10:00')],
    ['of somebody else', newest, 'bob', at('10:01:00')],
    [
      'when the version was published once',
      { ...newest, publishedAt: at('10:00:30') },
      'ada',
      at('10:01:00'),
    ],
    ['when the version was restored', { ...newest, restoredFrom: 2 }, 'ada', at('10:01:00')],
    ['when the clock went back', newest, 'ada', at('09:59:00')],
  ])('but not %s', (_, version, author, now) => {
    expect(coalesces(version, author, now, 10)).toBe(false);
  });
});
