import { describe, expect, it } from 'vitest';
import { createPasswordHasher } from './hasher.js';

describe('the password hasher', () => {
  it('writes argon2id with its parameters and a salt of its own', async () => {
    const hasher = createPasswordHasher();
    const [first, second] = await Promise.all([hasher.hash('Birke Anker'), hasher.hash('Birke Anker')]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
    expect(await hasher.verify(first, 'Birke Anker')).toBe(true);
    expect(await hasher.verify(first, 'Birke anker')).toBe(false);
  });

  it('treats differently composed characters as the same', async () => {
    const hasher = createPasswordHasher();
    expect(await hasher.verify(await hasher.hash('Zu\u0308rich am See'), 'Zürich am See')).toBe(true);
  });

  it('says no without a hash, even to the placeholder’s own text', async () => {
    expect(await createPasswordHasher().verify(null, 'no account has this password')).toBe(false);
  });

  it('turns a flood away and works again afterwards', async () => {
    const hasher = createPasswordHasher(1, 2);
    const flood = await Promise.allSettled(Array.from({ length: 6 }, () => hasher.hash('Birke Anker')));
    expect(flood.filter((each) => each.status === 'rejected')).toHaveLength(3);
    await expect(hasher.hash('Birke Anker')).resolves.toContain('argon2id');
  });
});
