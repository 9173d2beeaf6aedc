import { describe, expect, test } from 'vitest';
import { parse } from '#runtime/graphql/parse.js';
import { domainName } from './domain-name.js';

const problemOf = (typed: string): string => {
  try {
    parse(domainName, typed, 'input.domain');
    return 'accepted';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a domain', () => {
  test('is stored in one form', () => {
    expect(parse(domainName, ' Firma.DE. ')).toBe('firma.de');
    expect(parse(domainName, '@firma.de')).toBe('firma.de');
    expect(parse(domainName, 'Bücher.example.com')).toBe('xn--bcher-kva.example.com');
    expect(parse(domainName, 'werk.firma.co.uk')).toBe('werk.firma.co.uk');
  });

  test.each(['co.uk', 'github.io', 'blogspot.com', 'herokuapp.com'])('is no public suffix: %s', (name) => {
    expect(problemOf(name)).toContain('Anybody can register under this domain');
  });

  test.each(['gmail.com', 'GMX.de', 'mail.gmx.de', 'web.de', 'outlook.com'])(
    'is no provider of free mail: %s',
    (name) => {
      expect(problemOf(name)).toContain('Anybody can have an address');
    },
  );

  test.each([
    '',
    'firma',
    'de',
    '10.0.0.1',
    '[::1]',
    'firma.notld',
    'a b.de',
    '-a.de',
    'firma..de',
    'https://firma.de',
    'x_y.de',
    'ada@firma.de',
  ])('has the form of one: %s', (name) => {
    expect(problemOf(name)).not.toBe('accepted');
  });
});
