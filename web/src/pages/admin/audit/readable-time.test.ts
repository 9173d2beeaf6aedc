import { expect, it } from 'vitest';
import { readableTime } from './readable-time.ts';

const write = {
  day: (at: Date) => `${at.getDate()}.${at.getMonth() + 1}.`,
  exact: (at: Date) => `at ${at.getTime()}`,
};

it('writes moments and days as the reader does, and leaves other text alone', () => {
  const moment = '2026-11-23T08:30:00.000Z';
  expect(readableTime(moment, write)).toBe(`at ${Date.parse(moment)}`);
  expect(readableTime('2027-05-01', write)).toBe('1.5.');
  for (const text of ['v4', 'Vertraulich', '2027-05', `seen ${moment}`, ''])
    expect(readableTime(text, write)).toBe(text);
});
