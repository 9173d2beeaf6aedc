import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { withClient } from '#runtime/db/bootstrap.js';
import { ROOT, scratchFolder, startProduct, type RunningProduct } from '#tests/kit/product.js';

/**
 * `kill -9` of program and database in the middle of 1,000 writes: no change without its entry, no entry
 * without its change, and nothing that was acknowledged is lost (THREATS 39).
 */
const WRITES = 1_000;
const KILLS = 3;
const WORKERS = 8;

const folder = scratchFolder('kill');
const dataDirectory = join(folder, 'data');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const adminUrl = (): string => {
  const password = readFileSync(join(dataDirectory, 'keys/superuser.password'), 'utf8').trim();
  const port = readFileSync(join(dataDirectory, 'postgres/postmaster.pid'), 'utf8').split('\n')[3]!.trim();
  return `postgres://postgres:${password}@127.0.0.1:${port}/kopexa`;
};

/** A person who may write in a Space, with a session, put straight into the database. */
async function seedWriter(): Promise<{ token: string; spaceId: string }> {
  const token = randomBytes(32).toString('base64url');
  return withClient(adminUrl(), async (client) => {
    const { rows } = await client.query<{ space_id: string }>(
      `WITH person AS (INSERT INTO identity.account (email, name) VALUES ('ada@example.com', 'Ada Lange') RETURNING account_id),
            org AS (INSERT INTO tenancy.organization (slug, name) VALUES ('acme', 'Acme') RETURNING org_id),
            space AS (INSERT INTO tenancy.space (org_id, name) SELECT org_id, 'Policies' FROM org RETURNING org_id, space_id),
            member AS (INSERT INTO tenancy.membership (org_id, account_id, role_key) SELECT org_id, account_id, 'organization.member' FROM org, person),
            granted AS (INSERT INTO tenancy.space_grant (org_id, space_id, principal_kind, principal_id, role_key)
                        SELECT org_id, space_id, 'user', account_id, 'space.editor' FROM space, person),
            session AS (INSERT INTO identity.session (account_id, token_hash, assurance, authenticated_by, mfa_at)
                        SELECT account_id, sha256(convert_to($1, 'UTF8')), 2, 'password', now() FROM person)
       SELECT space_id FROM space`,
      [token],
    );
    return { token, spaceId: rows[0]!.space_id };
  });
}

function operationId(name: string): string {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'schema/operations/web.json'), 'utf8')) as Record<
    string,
    { name: string; retiredAt?: string }
  >;
  return Object.entries(manifest).find(([, each]) => each.name === name && !each.retiredAt)![0];
}

async function killEverything(product: RunningProduct): Promise<void> {
  const pidFile = join(dataDirectory, 'postgres/postmaster.pid');
  const postmaster = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : null;
  if (postmaster) process.kill(postmaster, 'SIGKILL');
  await product.end('SIGKILL');
}

it(
  'loses no acknowledged change and leaves no change without its entry when killed in the middle of 1,000 writes',
  { timeout: 180_000 },
  async () => {
    let product = await startProduct({ dataDirectory, args: ['--empty'] });
    const { token, spaceId } = await seedWriter();
    const sha256Hash = operationId('CreateDocument');
    const acknowledged: string[] = [];
    let sent = 0;

    const write = async (): Promise<void> => {
      const response = await fetch(`${product.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-kopexa-client': 'web',
          'x-kopexa-org': 'acme',
          cookie: `kopexa_session_${product.port}=${token}`,
        },
        body: JSON.stringify({
          variables: { input: { spaceId, title: `Policy ${sent}` } },
          extensions: { persistedQuery: { version: 1, sha256Hash } },
        }),
      });
      const { data } = (await response.json()) as { data?: { createDocument?: { id: string } } };
      if (data?.createDocument) acknowledged.push(data.createDocument.id);
    };
    let killed = false;
    const worker = async (): Promise<void> => {
      while (sent < WRITES && !killed) {
        sent += 1;
        // A request that was under way when everything died has no answer; that is the point.
        await write().catch(() => undefined);
      }
    };
    const workers = (): Promise<unknown> => Promise.all(Array.from({ length: WORKERS }, worker));

    for (let kill = 1; kill <= KILLS; kill += 1) {
      const writing = workers();
      await vi.waitUntil(() => acknowledged.length >= (WRITES / (KILLS + 1)) * kill, {
        timeout: 60_000,
        interval: 5,
      });
      killed = true;
      await killEverything(product);
      await writing;
      product = await startProduct({ dataDirectory });
      killed = false;
    }
    await workers();

    const { documents, entries } = await withClient(adminUrl(), async (client) => ({
      documents: (
        await client.query<{ id: string }>('SELECT document_id AS id FROM content.document')
      ).rows.map(({ id }) => id),
      entries: (
        await client.query<{ id: string }>(
          "SELECT subject_id AS id FROM compliance.audit_entry WHERE action = 'document.create' AND outcome = 'ok'",
        )
      ).rows.map(({ id }) => id),
    }));
    await product.end();
    expect(acknowledged.length).toBeGreaterThanOrEqual(WRITES - KILLS * WORKERS);
    expect(acknowledged.filter((id) => !documents.includes(id))).toEqual([]);
    expect([...entries].sort()).toEqual([...documents].sort());
  },
);
