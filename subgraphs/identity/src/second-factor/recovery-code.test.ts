import { describe, expect, it } from 'vitest';
import { hashRecoveryCode, isRecoveryCode, newRecoveryCodes } from './recovery-code.js';
import { normaliseCode } from './totp.js';

const ADA = '0190a000-0000-7000-8000-000000000001';

describe('recovery codes', () => {
  it('are ten different ones in groups of four', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('are the same however they are typed', () => {
    const typed = normaliseCode('abcd 0o1l-EFGH  jkmn');
    expect(isRecoveryCode(typed)).toBe(true);
    expect(hashRecoveryCode(ADA, typed)).toEqual(hashRecoveryCode(ADA, 'ABCD0011EFGHJKMN'));
  });

  it('are stored for one account only', () => {
    const other = ADA.replace(/1$/, '2');
    expect(hashRecoveryCode(ADA, 'ABCD0011EFGHJKMN')).not.toEqual(
      hashRecoveryCode(other, 'ABCD0011EFGHJKMN'),
    );
  });
});
