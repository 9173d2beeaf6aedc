import type { Actor } from '#runtime/actor/actor.js';
import type { AuthenticationMethod } from '../session/session.repository.js';

/** With which second factor a session goes on that showed one within five minutes. */
export function methodOf({ authenticatedBy }: Pick<Actor, 'authenticatedBy'>): AuthenticationMethod {
  const second = ['passkey', 'recovery_code'].find((each) => authenticatedBy?.includes(each));
  return second === 'passkey' || second === 'recovery_code' ? `password+${second}` : 'password+totp';
}
