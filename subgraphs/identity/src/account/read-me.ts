import type { Actor } from '#runtime/actor/actor.js';
import type { AccountRepository, OwnAccount } from './account.repository.js';

export type { OwnAccount };

/** The signed-in account, or `null` when nobody is signed in. */
export function readMe({
  actor,
  accounts,
}: {
  readonly actor: Actor;
  readonly accounts: AccountRepository;
}): Promise<OwnAccount | null> {
  return actor.userId === null ? Promise.resolve(null) : accounts.own();
}
