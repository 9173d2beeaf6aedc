import { isId } from '#runtime/graphql/ids.js';
import type { RouteRequest } from '#runtime/graphql/route.js';
import type { IdentityServices } from '../../services.js';
import type { ConnectionOf } from '../connection.js';
import { openConnection, type ConnectionRow } from '../flow/open-connection.js';

const OPEN = {
  /** Sign-in's. */
  inForce: 'SELECT * FROM identity.open_connection($1)',
  /** Published before it is switched on. */
  newest: 'SELECT * FROM identity.open_newest_connection($1)',
} as const;

/** The SAML connection that the address of a route names; `null` when there is none. */
export async function findSamlConnection(
  { ctx, params }: RouteRequest<IdentityServices>,
  which: keyof typeof OPEN,
): Promise<ConnectionOf<'saml'> | null> {
  const id = params['id'] ?? '';
  if (!isId(id)) return null;
  const [row] = await ctx.query<ConnectionRow>(OPEN[which], [id]);
  if (row?.kind !== 'saml') return null;
  const connection = openConnection(ctx.services.keyring, row);
  return connection.kind === 'saml' ? connection : null;
}
