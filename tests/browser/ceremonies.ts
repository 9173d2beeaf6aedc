import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { withClient } from '#runtime/db/bootstrap.js';
import { adminUrlOf, operationId } from '../kit/product-session.js';
import type { StartedProduct } from '../kit/product.js';

/** What the server said to an operation. */
export interface Said {
  readonly data: Record<string, string | { readonly json: string } | null> | null;
  readonly code: string | null;
  readonly message: string | null;
  /** Whether a session came with it. */
  readonly isSignedIn: boolean;
}

/** Runs an operation of the web client without a browser, as whoever relays what a victim's browser made would. */
export async function relay(
  url: string,
  name: string,
  variables: object = {},
  headers: Record<string, string> = {},
): Promise<Said> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-kopexa-client': 'web', ...headers },
    body: JSON.stringify({
      variables,
      extensions: { persistedQuery: { version: 1, sha256Hash: operationId('web', name) } },
    }),
  });
  const { data = null, errors } = (await response.json()) as {
    data?: Said['data'];
    errors?: { message: string; extensions: { code: string } }[];
  };
  return {
    data,
    code: errors?.[0]?.extensions.code ?? null,
    message: errors?.[0]?.message ?? null,
    isSignedIn: response.headers.getSetCookie().some((cookie) => cookie.startsWith('kopexa_session')),
  };
}

/** The options of a ceremony that was begun; throws what the server said instead. */
export function optionsIn(said: Said): string {
  const options = Object.values(said.data ?? {}).find((value) => typeof value === 'object');
  if (!options) throw new Error(`No options: ${said.code} ${said.message}`);
  return options.json;
}

/**
 * Has the browser's own WebAuthn answer options on the page as it stands, some of them changed first; the answer as
 * JSON, or the name of the error with which the browser refused.
 */
export function answerOn(
  page: Page,
  ceremony: 'get' | 'create',
  optionsJson: string,
  changed: object = {},
): Promise<string> {
  const options = JSON.stringify({ ...(JSON.parse(optionsJson) as object), ...changed });
  const parse = ceremony === 'get' ? 'parseRequestOptionsFromJSON' : 'parseCreationOptionsFromJSON';
  return page.evaluate(`navigator.credentials.${ceremony}({ publicKey: PublicKeyCredential.${parse}(${options}) })
    .then((credential) => JSON.stringify(credential.toJSON()), (error) => error.name)`);
}

/** Somebody else's empty page, on a port of its own, under every name of this machine. */
export async function foreignPages(): Promise<{ readonly port: number; close(): void }> {
  const server: Server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Gewinnspiel</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
}

/** What an attack on passkeys would have to change. */
export interface Standing {
  readonly sessions: number;
  readonly passkeys: readonly { readonly id: Buffer; readonly key: Buffer; readonly counter: string }[];
}

/** What the database holds of somebody, and what the trail says last. */
export function witnessOf(product: StartedProduct, email: string) {
  const sql = <Row>(text: string, parameters: unknown[] = []): Promise<Row[]> =>
    withClient(
      adminUrlOf(product),
      async (client) => (await client.query(text, parameters)).rows as unknown as Row[],
    );
  return {
    sql,
    standing: async (): Promise<Standing> => {
      const sessions = await sql(
        'SELECT 1 FROM identity.session s JOIN identity.account a USING (account_id) WHERE a.email = $1 AND s.revoked_at IS NULL',
        [email],
      );
      const passkeys = await sql<Standing['passkeys'][number]>(
        `SELECT p.credential_id AS id, p.public_key AS key, p.counter, p.last_used_at FROM identity.passkey p
           JOIN identity.account a USING (account_id) WHERE a.email = $1 AND p.removed_at IS NULL ORDER BY p.created_at`,
        [email],
      );
      return { sessions: sessions.length, passkeys };
    },
    /** The trail's last word about the account, of one action. */
    entry: async (action: string) => {
      const [last] = await sql<{ outcome: string; code: string | null }>(
        `SELECT e.outcome, e.code FROM compliance.audit_entry e JOIN identity.account a ON a.account_id = e.subject_id
          WHERE a.email = $1 AND e.action = $2 ORDER BY e.at DESC, e.entry_id DESC LIMIT 1`,
        [email, action],
      );
      return last;
    },
  };
}
