import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { newId } from '#runtime/graphql/ids.js';
import { cloneDatabase, type ClonedDatabase } from '#runtime/testing/cluster.js';
import type { Step } from './act.js';
import { Model, type Actor } from './model.js';
import { SPACE_PERMISSIONS } from './roles.js';

/** What the product says about everybody: what they hold, and which drafts they see. */
export interface Seen {
  readonly organization: (readonly string[] | null)[];
  readonly spaces: Readonly<Record<string, readonly string[]>>[];
  readonly with: Readonly<Record<string, readonly string[]>>[];
  readonly documents: (readonly string[])[];
}

/** A real database on which histories happen, one Organization each. */
export interface Stage {
  readonly db: ClonedDatabase;
  /** As the superuser: for what only time, the operator or the reader of results does. */
  sql<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** A new Organization with its people, two Spaces and two documents, and its model. */
  begin(): Promise<Model>;
  /** Attempts a step as its person; the code of the refusal, or `null` when it was done. */
  attempt(model: Model, step: Step): Promise<string | null>;
  see(model: Model): Promise<Seen>;
  close(): Promise<void>;
}

/** Asked of \`spaces_with\` after every step; everything else is compared through what is held in each Space. */
export const ASKED = ['space.read', 'space.share', 'document.write', 'document.read_draft'];

// Asks as each person in turn, in one round trip. Ids travel as text: the histories compare texts.
const HELPERS = `
CREATE SCHEMA histories;
CREATE FUNCTION histories.pose(person uuid, session uuid, org uuid) RETURNS text LANGUAGE sql AS
  $$ SELECT set_config('kopexa.context', platform.mint_context('user', person, session, org, 2::smallint, 60), true) $$;
CREATE FUNCTION histories.held(org uuid, people uuid[], asked text[]) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE person uuid; said jsonb := '[]';
BEGIN
  FOREACH person IN ARRAY people LOOP
    PERFORM histories.pose(person, NULL, org);
    said := said || jsonb_build_object('organization', to_jsonb(tenancy.org_permissions_of(org, person)),
      'spaces', (SELECT coalesce(jsonb_object_agg(s.space_id, s.permissions), '{}') FROM tenancy.space_permissions_of(org, person) s),
      'with', (SELECT jsonb_object_agg(p, tenancy.spaces_with(p)) FROM unnest(asked) p));
  END LOOP;
  RETURN said;
END $$;
CREATE FUNCTION histories.drafts(contexts text[]) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE one text; said jsonb := '[]';
BEGIN
  FOREACH one IN ARRAY contexts LOOP
    PERFORM set_config('kopexa.context', one, true);
    said := said || jsonb_build_array((SELECT coalesce(jsonb_agg(d.document_id), '[]') FROM content.document d));
  END LOOP;
  RETURN said;
END $$;
GRANT USAGE ON SCHEMA histories TO kopexa_content;
GRANT EXECUTE ON FUNCTION histories.drafts(text[]) TO kopexa_content;`;

const PERSON = `
WITH a AS (INSERT INTO identity.account (account_id, email, name) VALUES ($1, $2, $3) RETURNING account_id)
INSERT INTO identity.session (session_id, account_id, token_hash, assurance, authenticated_by, mfa_at)
SELECT $4, a.account_id, sha256($5), 2, 'password', now() + interval '1 hour' FROM a`;

/** Opens the stage on a database of its own. */
export async function openStage(): Promise<Stage> {
  const db = await cloneDatabase();
  const admin = new pg.Client({ connectionString: db.adminUrl });
  const logins = {
    kopexa_tenancy: new pg.Client({ connectionString: db.logins.kopexa_tenancy }),
    kopexa_content: new pg.Client({ connectionString: db.logins.kopexa_content }),
  };
  const clients = [admin, ...Object.values(logins)];
  for (const client of clients) await client.connect();
  await admin.query(HELPERS);
  const sql = async <Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
    (await admin.query<Row>(text, [...values])).rows;
  const operatorId = newId();
  await sql(
    "INSERT INTO tenancy.organization (org_id, slug, name, is_operator) VALUES ($1, 'operator', 'Operator', true)",
    [operatorId],
  );
  const mint = async (people: readonly Actor[], org: string | null): Promise<string[]> => {
    const rows = await sql<{ context: string }>(
      `SELECT platform.mint_context('user', p, s, $3, 2::smallint, 60) AS context
         FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY u (p, s, place) ORDER BY place`,
      [people.map(({ id }) => id), people.map(({ sessionId }) => sessionId), org],
    );
    return rows.map(({ context }) => context);
  };
  const attempt: Stage['attempt'] = async (model, step) => {
    if (step.who === null) {
      await sql(step.sql, step.values);
      return null;
    }
    const org = step.where === 'operator' ? operatorId : step.where === 'nowhere' ? null : model.orgId;
    const [context] = await mint([model.people[step.who]!], org);
    return transact(logins[step.login ?? 'kopexa_tenancy'], context!, step);
  };
  return {
    db,
    sql,
    begin: () => begin(sql, operatorId),
    attempt,
    see: async (model) => {
      const { people, orgId } = model;
      const [row] = await sql<{
        held: {
          organization: string[] | null;
          spaces: Record<string, string[]>;
          with: Record<string, string[]>;
        }[];
      }>('SELECT histories.held($1, $2::uuid[], $3::text[]) AS held', [
        orgId,
        people.map(({ id }) => id),
        ASKED,
      ]);
      const contexts = await mint(people, orgId);
      const drafts = await logins.kopexa_content.query<{ drafts: string[][] }>(
        'SELECT histories.drafts($1::text[]) AS drafts',
        [contexts],
      );
      return {
        organization: row!.held.map((each) => each.organization),
        spaces: row!.held.map((each) => each.spaces),
        with: row!.held.map((each) => each.with),
        documents: drafts.rows[0]!.drafts,
      };
    },
    close: async () => {
      for (const client of clients) await client.end();
      await db.drop();
    },
  };
}

/** One change as a captured room could ask for it: nothing but the database decides. */
async function transact(client: pg.Client, context: string, step: Step): Promise<string | null> {
  try {
    await client.query('BEGIN');
    await client.query("SELECT set_config('kopexa.context', $1, true)", [context]);
    await client.query('SELECT platform.enter_write(true)');
    const { rowCount } = await client.query(step.sql, [...step.values]);
    // Row-level security refuses by leaving nothing, and an invitation that does not stand by no row.
    if (rowCount === 0 && /RETURNING 1|HAVING/.test(step.sql))
      throw Object.assign(new Error('Nothing there.'), { code: 'KX404' });
    await client.query('COMMIT');
    return null;
  } catch (error) {
    await client.query('ROLLBACK');
    const { code, message } = error as { code?: string; message: string };
    if (code === undefined) throw error;
    return code === '42501' && message.includes('row-level security')
      ? 'KX403'
      : `${code}${/^KX/.test(code) ? '' : ` ${message}`}`;
  }
}

const NAMES = ['Ada', 'Bert', 'Cora', 'Dan', 'Emil', 'Fay', 'Olaf', 'Paula', 'Quint'];
/** In the Organization from the beginning: one of each role, and two members. Olaf is nobody, Paula and Quint give support. */
const BEGINNING = ['owner', 'admin', 'member', 'member', 'guest', 'auditor'] as const;

async function begin(sql: Stage['sql'], operatorId: string): Promise<Model> {
  const orgId = newId();
  const people: Actor[] = NAMES.map((name) => {
    const id = newId();
    return { id, sessionId: newId(), email: `${name.toLowerCase()}.${id}@example.com` };
  });
  for (const [index, { id, sessionId, email }] of people.entries())
    await sql(PERSON, [id, email, NAMES[index], sessionId, randomBytes(32)]);
  await sql('INSERT INTO tenancy.organization (org_id, slug, name) VALUES ($1, $2, $3)', [
    orgId,
    `h${orgId.replaceAll('-', '')}`,
    'History',
  ]);
  const model = new Model(orgId, people);
  for (const [index, role] of BEGINNING.entries()) {
    const lasting = role !== 'auditor';
    await sql(
      `INSERT INTO tenancy.membership (org_id, member_id, account_id, role_key, valid_to)
       VALUES ($1, $2, $2, $3, ${lasting ? "'infinity'" : "now() + interval '1 hour'"})`,
      [orgId, people[index]!.id, `organization.${role}`],
    );
    model.members.set(index, { role: `organization.${role}`, lasting });
  }
  for (const index of [NAMES.length - 2, NAMES.length - 1]) {
    await sql(
      "INSERT INTO tenancy.membership (org_id, account_id, role_key) VALUES ($1, $2, 'organization.admin')",
      [operatorId, people[index]!.id],
    );
    model.supporters.add(index);
  }
  for (const manager of [0, 2]) {
    const id = newId();
    await sql("INSERT INTO tenancy.space (space_id, org_id, name) VALUES ($1, $2, 'Space')", [id, orgId]);
    const space = model.spaces.push({ id, archived: false, deletedBy: null, ended: [] }) - 1;
    await give(sql, model, space, manager, 'space.manager');
    for (const [who, role] of [
      [3, 'space.editor'],
      [4, 'space.viewer'],
      [5, 'space.auditor'],
    ] as const)
      if (space === 0) await give(sql, model, space, who, role);
    await addDocument(sql, model, space);
  }
  return model;
}

async function give(
  sql: Stage['sql'],
  model: Model,
  space: number,
  who: number,
  role: string,
): Promise<void> {
  const id = newId();
  await sql(
    "INSERT INTO tenancy.space_grant (grant_id, org_id, space_id, principal_kind, principal_id, role_key) VALUES ($1, $2, $3, 'user', $4, $5)",
    [id, model.orgId, model.spaces[space]!.id, model.people[who]!.id, role],
  );
  model.grants.push({ id, space, kind: 'user', principal: who, role, lasting: true });
}

async function addDocument(sql: Stage['sql'], model: Model, space: number): Promise<void> {
  const id = newId();
  await sql(
    `INSERT INTO content.document (document_id, org_id, space_id, position, language, classification, latest_version, revision, created_by)
     VALUES ($1, $2, $3, 1, 'de', 'internal', 1, 1, $4)`,
    [id, model.orgId, model.spaces[space]!.id, model.people[0]!.id],
  );
  model.documents.push({ id, space, restriction: null });
}

/** What the model says in the same form, with the permissions that the product was asked for. */
export function expected(model: Model): Seen {
  const people = model.people.map((_, who) => who);
  const spacesOf = (who: number): [string, string[]][] =>
    model.spaces.flatMap(({ id }, space) => {
      const held = SPACE_PERMISSIONS.filter((name) => model.inSpace(who, space).has(name));
      return held.length === 0 ? [] : [[id, held] as [string, string[]]];
    });
  return sorted({
    organization: people.map((who) => {
      const held = model.inOrganization(who);
      return held && [...held];
    }),
    spaces: people.map((who) => Object.fromEntries(spacesOf(who))),
    with: people.map((who) =>
      Object.fromEntries(
        ASKED.map((name) => [name, spacesOf(who).flatMap(([id, held]) => (held.includes(name) ? [id] : []))]),
      ),
    ),
    documents: people.map((who) =>
      model.documents.flatMap((each) => (model.seesDraft(who, each) ? [each.id] : [])),
    ),
  });
}

/** The same in one order, so that two of them can be compared. */
export function sorted(seen: Seen): Seen {
  const all = (record: Readonly<Record<string, readonly string[]>>) =>
    Object.fromEntries(Object.entries(record).map(([key, list]) => [key, [...list].sort()]));
  return {
    organization: seen.organization.map((held) => held && [...held].sort()),
    spaces: seen.spaces.map(all),
    with: seen.with.map(all),
    documents: seen.documents.map((ids) => [...ids].sort()),
  };
}
