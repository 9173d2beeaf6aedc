import { z } from 'zod';
import { isId } from '#runtime/graphql/ids.js';
import type { RouteRequest } from '#runtime/graphql/route.js';
import type { IdentityServices } from '../../services.js';
import type { ConnectionOf } from '../connection.js';
import { openConnection, type ConnectionRow } from '../flow/open-connection.js';
import type { PublishedKeys } from './sp-metadata.js';

const OPEN = 'SELECT * FROM identity.open_connection($1)';
const PUBLISHED = 'SELECT config FROM identity.published_saml($1)';

const pair = z
  .array(z.string())
  .nullish()
  .transform((pems) => pems ?? []);
const published = z.object({
  ownCertificates: pair,
  nextCertificates: pair,
  pastCertificates: pair,
  requireEncryption: z.boolean().nullish(),
});

/** The SAML connection that the address of a route names, at the version in force; `null` when there is none. */
export async function findSamlConnection({
  ctx,
  params,
}: RouteRequest<IdentityServices>): Promise<ConnectionOf<'saml'> | null> {
  const id = params['id'] ?? '';
  if (!isId(id)) return null;
  const [row] = await ctx.query<ConnectionRow>(OPEN, [id]);
  if (row?.kind !== 'saml') return null;
  const connection = openConnection(ctx.services.keyring, row);
  return connection.kind === 'saml' ? connection : null;
}

/** Our certificates of the connection that the address of a route names, those in use first; `null` when there is none. */
export async function findPublishedKeys({
  ctx,
  params,
}: RouteRequest<IdentityServices>): Promise<PublishedKeys | null> {
  const id = params['id'] ?? '';
  const rows = isId(id) ? await ctx.query<{ config: unknown }>(PUBLISHED, [id]) : [];
  if (rows.length === 0) return null;
  const versions = rows.map(({ config }) => published.parse(config));
  const pairs = (['ownCertificates', 'nextCertificates', 'pastCertificates'] as const).flatMap((name) =>
    versions.map((version) => version[name]),
  );
  const all = (place: 0 | 1): string[] => [...new Set(pairs.flatMap((pems) => pems[place] ?? []))];
  const isEncrypted = versions[0]?.requireEncryption === true;
  return { signing: all(0), encryption: isEncrypted ? all(1) : [] };
}
