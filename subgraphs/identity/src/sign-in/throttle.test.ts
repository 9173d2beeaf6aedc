import { describe, expect, it } from 'vitest';
import { network, signInKeys } from './throttle.js';

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
