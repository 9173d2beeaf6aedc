import { createHash, randomBytes } from 'node:crypto';
import { withClient } from '#runtime/db/bootstrap.js';

const VALID = '7 days';

/**
 * A one-time link that claims the first account, or `null` when there is an account already.
 *
 * Every call makes the links of earlier starts worthless. Only the token's SHA-256 is stored.
 *
 * @param adminUrl connection string of the database's owner
 * @param origin of the product, for example `http://localhost:4000`
 */
export async function createFirstRunLink(adminUrl: string, origin: string): Promise<string | null> {
  const token = randomBytes(32).toString('base64url');
  const hash = createHash('sha256').update(token).digest();
  const isFree = await withClient(adminUrl, async (client) => {
    await client.query('UPDATE identity.first_run SET used_at = now() WHERE used_at IS NULL');
    const made = await client.query(
      `INSERT INTO identity.first_run (token_hash, expires_at)
       SELECT $1, now() + $2::interval WHERE NOT EXISTS (SELECT 1 FROM identity.account)`,
      [hash, VALID],
    );
    return made.rowCount === 1;
  });
  return isFree ? `${origin}/sign-up?token=${token}` : null;
}
