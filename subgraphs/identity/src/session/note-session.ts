import type { IdentityContext } from '../dependencies.js';

/** Tells the audit entry which sessions ended and which began; ids only, never a token. */
export function noteSession(
  ctx: IdentityContext,
  { ended = [], begun }: { readonly ended?: readonly (string | null)[]; readonly begun?: string },
): void {
  for (const id of ended) {
    if (id)
      ctx.change.note({
        entity: 'Session',
        id,
        field: 'state',
        class: 'technical',
        before: 'active',
        after: 'ended',
      });
  }
  if (begun)
    ctx.change.note({ entity: 'Session', id: begun, field: 'state', class: 'technical', after: 'active' });
}
