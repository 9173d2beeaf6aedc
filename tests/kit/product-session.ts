import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withClient } from '#runtime/db/bootstrap.js';
import { ROOT, type StartedProduct } from './product.js';

/** The database's owner, while the product runs. */
export function adminUrlOf({ dataDirectory }: Pick<StartedProduct, 'dataDirectory'>): string {
  const password = readFileSync(join(dataDirectory, 'keys/superuser.password'), 'utf8').trim();
  const port = readFileSync(join(dataDirectory, 'postgres/postmaster.pid'), 'utf8').split('\n')[3]!.trim();
  return `postgres://postgres:${password}@127.0.0.1:${port}/kopexa`;
}

/** Somebody at a running product. */
export interface ProductSession {
  /** Runs an operation of the web client by its name; throws with the errors. */
  run<Data>(name: string, variables?: Record<string, unknown>): Promise<Data>;
  readonly cookie: string;
}

/** Signs somebody of the demo in past the form, with a second factor of this moment. */
export async function sessionAt(
  product: StartedProduct,
  email: string,
  organization: string,
): Promise<ProductSession> {
  const token = randomBytes(32).toString('base64url');
  await withClient(adminUrlOf(product), (client) =>
    client.query(
      `INSERT INTO identity.session (account_id, token_hash, assurance, authenticated_by, mfa_at)
       SELECT account_id, sha256(convert_to($1, 'UTF8')), 2, 'password', now() FROM identity.account WHERE email = $2`,
      [token, email],
    ),
  );
  const cookie = `kopexa_session_${product.port}=${token}`;
  return {
    cookie,
    run: async <Data>(name: string, variables: Record<string, unknown> = {}) => {
      const response = await fetch(`${product.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-kopexa-client': 'web',
          'x-kopexa-org': organization,
          cookie,
        },
        body: JSON.stringify({
          variables,
          extensions: { persistedQuery: { version: 1, sha256Hash: operationId('web', name) } },
        }),
      });
      const { data, errors } = (await response.json()) as { data?: Data; errors?: unknown };
      if (errors || !data) throw new Error(`${name}: ${JSON.stringify(errors)}`);
      return data;
    },
  };
}

/** The id of a client's operation, as it is committed. */
export function operationId(client: 'web' | 'tools', name: string): string {
  const manifest = JSON.parse(readFileSync(join(ROOT, `schema/operations/${client}.json`), 'utf8')) as Record<
    string,
    { name: string; retiredAt?: string }
  >;
  const found = Object.entries(manifest).find(([, each]) => each.name === name && !each.retiredAt);
  if (!found) throw new Error(`${client} has no operation ${name}.`);
  return found[0];
}
