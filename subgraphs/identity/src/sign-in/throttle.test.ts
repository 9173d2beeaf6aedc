import { describe, expect, it } from 'vitest';
import { createThrottle, network, signInKeys } from './throttle.js';

describe('having to wait', () => {
  it.each([
    [1, '1 Sekunde.', '1 second.'],
    [90, '90 Sekunden.', '90 seconds.'],
    [901, '16 Minuten.', '16 minutes.'],
  ])('for %i seconds is said in words', async (seconds, de, en) => {
    const throttle = createThrottle({ reserve: () => Promise.resolve(seconds) });
    const refusal = await throttle.reserve([]).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      options: {
        details: { retryAfterSeconds: seconds },
        message: {
          de: `Zu viele Versuche. Bitte warten Sie ${de}`,
          en: `Too many attempts. Please wait ${en}`,
        },
      },
    });
  });
});

describe('where attempts come from', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002::6', '2001:db8:1:2'],
    ['2001:db8::6', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
    ['', ''],
  ])('%s counts as %s', (ip, place) => {
    expect(network(ip)).toBe(place);
  });

  it('is the same place for every address of one connection', () => {
    const hashes = (ip: string) => signInKeys('ada@example.com', ip).map(({ hash }) => hash.toString('hex'));
    expect(hashes('2001:db8:1:2::1')).toEqual(hashes('2001:db8:1:2:ffff::9'));
    expect(hashes('2001:db8:1:3::1')).not.toEqual(hashes('2001:db8:1:2::1'));
  });
});
