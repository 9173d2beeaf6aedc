import type { Change } from '#runtime/graphql/context.js';
import { newId } from '#runtime/graphql/ids.js';
import type { Origin } from '../ports.js';
import { newToken } from '../session/session-token.js';
import { resetKeys, type Throttle } from '../sign-in/throttle.js';

/** Topic of requested links in the outbox. Its payload is sealed, as all are, and wiped on delivery. */
export const RESET_TOPIC = 'identity.password_reset';

/**
 * Asks for a link to be mailed. Nothing is looked up here: the worker finds out whether there is an account, so that
 * neither the answer nor its time tells (ASVS 5.0.0 V6.3.8). Throws TOO_MANY_ATTEMPTS.
 */
export async function requestReset(
  deps: {
    readonly throttle: Throttle;
    readonly origin: Origin;
    readonly change: Pick<Change, 'emit' | 'subject'>;
  },
  { email }: { readonly email: string },
): Promise<void> {
  await deps.throttle.reserve(resetKeys(email, deps.origin.ip));
  const id = newId();
  deps.change.subject(id);
  await deps.change.emit(RESET_TOPIC, { id, email, token: newToken().token });
}
