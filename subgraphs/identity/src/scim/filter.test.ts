import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GROUP_ATTRIBUTES } from './directory-groups.repository.js';
import { USER_ATTRIBUTES } from './directory.repository.js';
import { toCondition } from './filter-sql.js';
import { parseFilter, parsePath } from './filter.js';

const sqlOf = (filter: string): string => toCondition(parseFilter(filter), USER_ATTRIBUTES).sql;
const refused = (filter: string): string => {
  try {
    toCondition(parseFilter(filter), USER_ATTRIBUTES);
    return 'taken';
  } catch (error) {
    return String(
      (error as { options?: { details?: { scim?: { scimType?: string } } } }).options?.details?.scim
        ?.scimType,
    );
  }
};

describe('Filters of directories', () => {
  test.each([
    'userName eq "bjensen"',
    'name.familyName co "O\'Malley"',
    'userName sw "J"',
    'urn:ietf:params:scim:schemas:core:2.0:User:userName sw "J"',
    'displayName pr',
    'meta.lastModified gt "2011-05-13T04:42:34Z"',
    'meta.lastModified ge "2011-05-13T04:42:34Z"',
    'meta.lastModified lt "2011-05-13T04:42:34Z"',
    'meta.lastModified le "2011-05-13T04:42:34Z"',
    'displayName pr and userName ew "Employee"',
    'displayName pr or active eq true',
    'active eq true and (emails co "example.com" or emails.value co "example.org")',
    'active ne true and not (emails co "example.com" or emails.value co "example.org")',
    'emails[type eq "work" and value co "@example.com"]',
    'emails[type eq "work" and value co "@example.com"] or emails[type eq "home" and primary eq true]',
  ])('are read as RFC 7644 figure 2 writes them: %s', (filter) => {
    expect(sqlOf(filter)).not.toMatch(/bjensen|Malley|example/);
  });

  test('bind `and` before `or`, and parentheses before both', () => {
    expect(sqlOf('id pr or userName pr and displayName pr')).toMatch(/^\(.* OR \(.* AND .*\)\)$/);
    expect(sqlOf('(id pr or userName pr) and displayName pr')).toMatch(/^\(\(.* OR .*\) AND .*\)$/);
  });

  test.each([
    ...['userName', 'userName eq', 'userName eq bjensen', 'userName xx "a"', 'eq "a"', '"a" eq "a"'],
    ...[
      '(userName pr',
      'userName pr)',
      'userName pr and',
      'not userName pr',
      'userName eq "a',
      'emails[type pr',
    ],
    ...['userName eq {"a":1}', 'userName eq [1]', 'password eq "x"', 'account_id pr', 'u.account_id pr'],
    ...['active gt true', 'active eq "perhaps"', 'meta.created gt "gestern"', 'userName gt 5', 'name pr'],
    ...[
      'userName gt null',
      'constructor pr',
      '__proto__ pr',
      'emails.constructor pr',
      'userName eq "\\u0000"',
    ],
    `${'('.repeat(40)}id pr${')'.repeat(40)}`,
    Array.from({ length: 200 }, () => 'id pr').join(' or '),
    `userName eq "${'a'.repeat(5_000)}"`,
  ])('are refused where they are none: %s', (filter) => {
    expect(refused(filter)).toBe('invalidFilter');
  });

  test('never put a text of theirs into SQL (THREATS 29)', () => {
    const SHAPE = sqlOf('userName eq "x" and externalId co "y" and emails[value sw "z"]');
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (one, other, third) => {
        fc.pre(![one, other, third].some((each) => each.includes('\u0000')));
        const [a, b, c] = [one, other, third].map((each) => JSON.stringify(each));
        const { sql, params } = toCondition(
          parseFilter(`userName eq ${a} and externalId co ${b} and emails[value sw ${c}]`),
          USER_ATTRIBUTES,
        );
        expect(sql).toBe(SHAPE);
        expect(params).toEqual([one, other, third]);
      }),
    );
  });

  test('are either refused or made of our own words alone, whatever is sent', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'userName',
        'and',
        'or',
        'not',
        'eq',
        'pr',
        'co',
        '(',
        ')',
        '[',
        ']',
        'emails',
        'active',
      ),
      fc.constantFrom('"a"', "'; DROP TABLE x; --", '$1', '--', '/*', 'u.account_id', 'true', 'null', '1'),
      fc.string(),
    );
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 12 }),
        fc.constantFrom(USER_ATTRIBUTES, GROUP_ATTRIBUTES),
        (words, known) => {
          let sql: string;
          try {
            ({ sql } = toCondition(parseFilter(words.join(' ')), known));
          } catch (error) {
            expect((error as { code?: string }).code).toBe('INVALID_INPUT');
            return;
          }
          expect(sql).not.toMatch(/DROP|--|\/\*|;/);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('take no longer than reading them', () => {
    const wide = Array.from({ length: 40 }, (_, at) => `(id pr or userName eq "${at}")`).join(' and ');
    const start = performance.now();
    sqlOf(wide);
    expect(performance.now() - start).toBeLessThan(100);
  });
});

describe('Paths of directories', () => {
  test.each([
    ['userName', { attribute: 'username', where: null, sub: null }],
    ['name.familyName', { attribute: 'name', where: null, sub: 'familyname' }],
    ['addresses[type eq "work"]', { attribute: 'addresses', sub: null }],
    ['members[value eq "2819c223"].displayName', { attribute: 'members', sub: 'displayname' }],
  ])('are read as RFC 7644 §3.5.2 writes them: %s', (path, parts) => {
    expect(parsePath(path)).toMatchObject(parts);
  });

  test.each(['', ' ', '.', 'a.', '.a', 'a b', 'a[', 'a]', 'a]b[', '1a', 'a.b.c', 'emails[]x'])(
    'are refused where they are none: %s',
    (path) => {
      expect(() => {
        if (parsePath(path) === null) throw new Error('no path');
      }).toThrow();
    },
  );
});
