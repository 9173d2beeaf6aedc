import { generateSync } from 'otplib';
import { describe, expect, it } from 'vitest';
import { newTotpSecret, normaliseCode, totpQrCode, totpStep, totpUri } from './totp.js';

const NOW_MS = Date.UTC(2026, 10, 23, 12, 0, 7);
const STEP = Math.floor(NOW_MS / 30_000);
const codeAt = (secret: string, atMs: number): string =>
  generateSync({ secret, epoch: Math.floor(atMs / 1000) });

describe('codes of an authenticator app', () => {
  it('agree with the test vectors of RFC 6238 Appendix B (last six digits)', () => {
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    expect(totpStep(secret, '287082', 0, 59_000)).toBe(1);
    expect(totpStep(secret, '081804', 0, 1_111_111_109_000)).toBe(37_037_036);
    expect(totpStep(secret, '279037', 0, 2_000_000_000_000)).toBe(66_666_666);
  });

  it('count one step early or late and no more', () => {
    const secret = newTotpSecret();
    const stepOf = (offset: number): number | null =>
      totpStep(secret, codeAt(secret, NOW_MS + offset * 30_000), 0, NOW_MS);
    expect([-2, -1, 0, 1, 2].map(stepOf)).toEqual([null, STEP - 1, STEP, STEP + 1, null]);
  });

  it('work once', () => {
    const secret = newTotpSecret();
    const code = codeAt(secret, NOW_MS);
    expect(totpStep(secret, code, STEP - 1, NOW_MS)).toBe(STEP);
    expect(totpStep(secret, code, STEP, NOW_MS)).toBeNull();
    expect(totpStep(secret, codeAt(secret, NOW_MS - 30_000), STEP, NOW_MS)).toBeNull();
  });

  it.each(['', '12345', '1234567', 'abcdef', '１２３４５６', '12 456'])('are never %j', (code) =>
    expect(totpStep(newTotpSecret(), code, 0, NOW_MS)).toBeNull(),
  );

  it('may be pasted with spaces', () => expect(normaliseCode(' 123 456\n')).toBe('123456'));

  it('come with an address and an image', async () => {
    const uri = totpUri('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 'ada@nordwerk.example');
    expect(uri).toMatch(/^otpauth:\/\/totp\/Kopexa:ada/);
    expect(await totpQrCode(uri)).toMatch(/^<svg[\s\S]+<\/svg>\s*$/);
  });
});
