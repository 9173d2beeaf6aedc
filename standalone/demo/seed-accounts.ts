import type { Keyring } from '#runtime/crypto/keyring.js';
import { newId } from '#runtime/graphql/ids.js';
import { hashRecoveryCode, newRecoveryCodes } from '#subgraphs/identity/src/second-factor/recovery-code.js';
import { normaliseCode } from '#subgraphs/identity/src/second-factor/totp.js';
import { TOTP_PURPOSE } from '#subgraphs/identity/src/second-factor/check-code.js';
import { daysBefore, insert, type Run } from './insert.js';
import type { DemoPerson } from './model.js';

/** Ids of accounts by mail address; throws for an address that nobody has. */
export type Accounts = (email: string) => string;

/** Writes accounts with password, confirmed second factor and recovery codes. */
export async function seedAccounts(
  { run, now, keyring }: { readonly run: Run; readonly now: Date; readonly keyring: Keyring },
  people: readonly (DemoPerson & { readonly secret: string; readonly passwordHash: string })[],
): Promise<Accounts> {
  const created = daysBefore(now, 200);
  const ids = new Map(people.map((person, index) => [person.email, newId(created.getTime() + index)]));
  const idOf: Accounts = (email) => {
    const id = ids.get(email);
    if (!id) throw new Error(`Nobody in the demo has the address ${email}.`);
    return id;
  };
  for (const { name, email, locale, secret, passwordHash } of people) {
    const account_id = idOf(email);
    await insert(run, 'identity.account', {
      account_id,
      name,
      email,
      locale,
      created_at: created,
      updated_at: created,
    });
    await insert(run, 'identity.password', { account_id, hash: passwordHash, changed_at: created });
    await insert(run, 'identity.totp_factor', {
      account_id,
      sealed: keyring.seal(TOTP_PURPOSE, Buffer.from(secret), account_id),
      created_at: created,
      confirmed_at: created,
    });
    // Nobody keeps these: an account has some, and its owner can make new ones.
    for (const code of newRecoveryCodes()) {
      const hash = hashRecoveryCode(account_id, normaliseCode(code));
      await insert(run, 'identity.recovery_code', { account_id, hash, created_at: created });
    }
  }
  return idOf;
}
