import { describe, expect, it } from 'vitest';
import { hashRecoveryCode, isRecoveryCode, newRecoveryCodes } from './recovery-code.js';
import { normaliseCode } from './totp.js';

const ADA = '0190a000-0000-7000-8000-000000000001';

describe('recovery codes', () => {
  it('are ten different ones in groups of four', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('hold 120 bits, so that a plain hash of them is enough', () => {
    const signs = newRecoveryCodes().flatMap((code) => [...code.replaceAll('-', '')]);
    expect(signs).toHaveLength(10 * 24);
    const many = Array.from({ length: 40 }, newRecoveryCodes).flat().join('').replaceAll('-', '');
    // Each of 24 places takes any of 32 signs: five bits each.
    expect(new Set(many).size).toBe(32);
  });

  it('of the length before count until they are used', () => {
    expect(isRecoveryCode('ABCD0011EFGHJKMN')).toBe(true);
    expect(isRecoveryCode('ABCD0011EFGHJKM')).toBe(false);
  });

  it('are the same however they are typed', () => {
    const typed = normaliseCode('abcd 0o1l-EFGH  jkmn pqrs-tvwx');
    expect(isRecoveryCode(typed)).toBe(true);
    expect(hashRecoveryCode(ADA, typed)).toEqual(hashRecoveryCode(ADA, 'ABCD0011EFGHJKMNPQRSTVWX'));
  });

  it('are stored for one account only', () => {
    const other = ADA.replace(/1$/, '2');
    expect(hashRecoveryCode(ADA, 'ABCD0011EFGHJKMN')).not.toEqual(
      hashRecoveryCode(other, 'ABCD0011EFGHJKMN'),
    );
  });
});
