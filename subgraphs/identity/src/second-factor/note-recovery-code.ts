import { notify } from '../account/notify.js';
import type { IdentityContext } from '../dependencies.js';

/** Tells the audit entry and the account's owner that a recovery code was used up. */
export async function noteRecoveryCode(ctx: IdentityContext, accountId: string): Promise<void> {
  await notify(ctx.change, accountId, 'recovery_code_used');
  ctx.change.note({
    entity: 'Account',
    id: accountId,
    field: 'recovery_code',
    class: 'secret',
    before: true,
  });
}
