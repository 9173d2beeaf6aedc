import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrapCluster, withClient } from '#runtime/db/bootstrap.js';
import { migrate } from '#runtime/db/migrate.js';
import { LOGINS, type Login } from '#runtime/db/roles.js';
import { initialisePostgres, startPostgres, type RunningPostgres } from '#runtime/embedded/postgres.js';
import { installJobs } from '#runtime/jobs/jobs.js';

/** A database for one benchmark run, with the server's usual settings (fsync on). */
export interface BenchDatabase {
  readonly adminUrl: string;
  readonly logins: Record<Login, string>;
  readonly folder: string;
  stop(): Promise<void>;
}

/** What was seeded. */
export interface Seeded {
  readonly organization: { readonly id: string; readonly slug: string };
  readonly spaceId: string;
  readonly token: string;
  /** One per concurrent writer; the first has 40 versions. */
  readonly documentIds: readonly string[];
}

/** Starts a fresh embedded server below `.data/` of the project and migrates it. */
export async function startDatabase(root: string): Promise<BenchDatabase> {
  mkdirSync(join(root, '.data'), { recursive: true });
  const folder = mkdtempSync(join(root, '.data', 'bench-'));
  const place = {
    directory: join(folder, 'postgres'),
    logFile: join(folder, 'postgres.log'),
    password: secret(),
  };
  await initialisePostgres({ ...place, sync: false });
  const server = await startPostgres(place);
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await prepare(server)), folder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function prepare(server: RunningPostgres): Promise<Pick<BenchDatabase, 'adminUrl' | 'logins'>> {
  const passwords = Object.fromEntries(LOGINS.map((login) => [login, secret()])) as Record<Login, string>;
  await bootstrapCluster({ adminUrl: server.adminUrl('postgres'), database: 'kopexa', passwords });
  const adminUrl = server.adminUrl('kopexa');
  await migrate({ adminUrl });
  await installJobs(adminUrl);
  const url = (login: Login): string =>
    `postgres://${login}:${passwords[login]}@127.0.0.1:${server.port}/kopexa`;
  return {
    adminUrl,
    logins: Object.fromEntries(LOGINS.map((login) => [login, url(login)])) as Record<Login, string>,
  };
}

const secret = (): string => randomBytes(24).toString('hex');

/**
 * Seeds 10 Organizations × 5 Spaces × 200 documents (10,000), each document with 2 versions, one with 40; the
 * measured Organization is one of them.
 */
export function seed(adminUrl: string): Promise<Seeded> {
  return withClient(adminUrl, async (client) => {
    await client.query(SEED);
    await client.query('ANALYZE');
    const token = randomBytes(32).toString('base64url');
    const { rows } = await client.query<{ org: string; slug: string; space: string; documents: string[] }>(
      FIND,
      [token],
    );
    const row = rows[0]!;
    return {
      organization: { id: row.org, slug: row.slug },
      spaceId: row.space,
      token,
      documentIds: row.documents,
    };
  });
}

const BODY = `jsonb_build_object('type', 'doc', 'content', jsonb_build_array(jsonb_build_object('type', 'paragraph', 'content', jsonb_build_array(jsonb_build_object('type', 'text', 'text', repeat('Passwörter werden nirgends notiert. ', 40))))))`;

const SEED = `
INSERT INTO identity.account (email, name) SELECT 'person' || n || '@example.com', 'Person ' || n FROM generate_series(1, 200) n;
INSERT INTO tenancy.organization (slug, name) SELECT 'bench-' || n, 'Bench ' || n FROM generate_series(1, 10) n;
INSERT INTO tenancy.space (org_id, name) SELECT org_id, 'Space ' || n FROM tenancy.organization, generate_series(1, 5) n;
INSERT INTO tenancy.membership (org_id, account_id, role_key) SELECT o.org_id, a.account_id, 'organization.member'
  FROM tenancy.organization o CROSS JOIN (SELECT account_id FROM identity.account LIMIT 20) a;
INSERT INTO tenancy.space_grant (org_id, space_id, principal_kind, principal_id, role_key)
  SELECT s.org_id, s.space_id, 'user', m.account_id, 'space.editor' FROM tenancy.space s JOIN tenancy.membership m ON m.org_id = s.org_id;
INSERT INTO content.document (org_id, space_id, position, owner_id, language, classification, latest_version, revision, created_by)
  SELECT s.org_id, s.space_id, n, a.account_id, 'de', 'internal', 2, 2, a.account_id
    FROM tenancy.space s CROSS JOIN generate_series(1, 200) n CROSS JOIN LATERAL (SELECT account_id FROM identity.account ORDER BY account_id OFFSET n % 20 LIMIT 1) a;
INSERT INTO content.document_version (org_id, space_id, document_id, number, title, body, plain, byte_size, word_count, author_id, is_published)
  SELECT d.org_id, d.space_id, d.document_id, n, 'Richtlinie ' || d.position, ${BODY}, repeat('Passwörter werden nirgends notiert. ', 40), 1500, 160, d.owner_id, false
    FROM content.document d CROSS JOIN generate_series(1, 2) n;`;

/** The measured Space, a session of one of its editors, and the documents that are written. */
const FIND = `
WITH space AS (SELECT s.*, o.slug FROM tenancy.space s JOIN tenancy.organization o USING (org_id) ORDER BY o.slug, s.name LIMIT 1),
     editor AS (SELECT g.principal_id AS id FROM tenancy.space_grant g JOIN space USING (space_id) ORDER BY 1 LIMIT 1),
     session AS (INSERT INTO identity.session (account_id, token_hash, assurance, authenticated_by, mfa_at)
                 SELECT id, sha256(convert_to($1, 'UTF8')), 2, 'password', now() FROM editor),
     chosen AS (SELECT d.document_id FROM content.document d JOIN space USING (space_id) ORDER BY d.document_id DESC LIMIT 16),
     mine AS (UPDATE content.document_version v SET author_id = editor.id FROM chosen, editor WHERE v.document_id = chosen.document_id AND v.number = 2)
SELECT org_id AS org, slug, space_id AS space, (SELECT array_agg(document_id ORDER BY document_id DESC) FROM chosen) AS documents FROM space`;
