import type { Keyring } from '#runtime/crypto/keyring.js';
import { openSecret } from '../connections/secret.js';
import { oauthConfig, oidcConfig, samlConfig, type Connection } from '../connection.js';

/** A connection as the database gives it to sign-in. */
export interface ConnectionRow {
  readonly connection_id: string;
  readonly org_id: string;
  readonly name: string;
  readonly kind: Connection['kind'];
  readonly status: 'draft' | 'active' | 'off';
  readonly version: number;
  readonly config: unknown;
  readonly sealed: Buffer | null;
}

/** The connection of a row, its secret opened. Throws when the configuration has not the shape of its kind. */
export function openConnection(keyring: Keyring, row: ConnectionRow): Connection {
  const base = {
    id: row.connection_id,
    organizationId: row.org_id,
    name: row.name,
    version: row.version,
    secret: row.sealed ? openSecret(keyring, row.connection_id, row.sealed) : null,
  };
  switch (row.kind) {
    case 'saml':
      return { ...base, kind: 'saml', config: samlConfig.parse(row.config) };
    case 'oidc':
      return { ...base, kind: 'oidc', config: oidcConfig.parse(row.config) };
    case 'oauth':
      return { ...base, kind: 'oauth', config: oauthConfig.parse(row.config) };
  }
}
