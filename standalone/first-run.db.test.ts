import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '#runtime/db/bootstrap.js';
import { cloneDatabase, type ClonedDatabase } from '#runtime/testing/cluster.js';
import { createFirstRunLink } from './first-run.js';

describe('the first-run link', () => {
  let db: ClonedDatabase;
  beforeAll(async () => {
    db = await cloneDatabase();
  });
  afterAll(() => db.drop());

  const isGood = (link: string): Promise<boolean> =>
    withClient(db.logins.kopexa_identity, async (client) => {
      const token = new URL(link).searchParams.get('token') ?? '';
      const hash = createHash('sha256').update(token).digest();
      return ((await client.query('SELECT 1 FROM identity.sign_up_offer($1)', [hash])).rowCount ?? 0) > 0;
    });

  it('is good until the next start makes another', async () => {
    const first = await createFirstRunLink(db.adminUrl, 'http://localhost:4000');
    expect(first).toMatch(/^http:\/\/localhost:4000\/sign-up\?token=[\w-]{43}$/);
    expect(await isGood(first!)).toBe(true);
    const second = await createFirstRunLink(db.adminUrl, 'http://localhost:4000');
    expect(await Promise.all([isGood(first!), isGood(second!)])).toEqual([false, true]);
  });

  it('is good for nothing, and not made again, once there is an account', async () => {
    const link = await createFirstRunLink(db.adminUrl, 'http://localhost:4000');
    await withClient(db.adminUrl, (client) =>
      client.query("INSERT INTO identity.account (email, name) VALUES ('ada@example.com', 'Ada')"),
    );
    expect(await isGood(link!)).toBe(false);
    expect(await createFirstRunLink(db.adminUrl, 'http://localhost:4000')).toBeNull();
  });
});
