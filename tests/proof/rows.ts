import pg from 'pg';
import type { Permission } from '#schema/permissions.js';
import { LOGINS, SCHEMAS, type Login } from '#runtime/db/roles.js';
import type { World } from '#runtime/testing/world.js';
import type { Canary } from './canaries.js';
import type { Oracle } from './oracle.js';
import type { Asker } from './asker.js';
import { actorOf } from './people.js';
import type { Enough, Findings } from './prober.js';

/** Rows of a Space that somebody sees who does not read it: their own, by this column, or all of them for `null`. */
const BESIDE_SPACES: Readonly<Record<string, { readonly own: string | null; readonly why: string }>> = {
  'tenancy.space_grant': { own: 'principal_id', why: 'What one was given, also after it ended.' },
  'tenancy.access_request': { own: 'requested_by', why: 'What one asked for.' },
  'tenancy.invitation': { own: null, why: 'Who invites people sees where to.' },
  'compliance.audit_entry': {
    own: "action IN ('space.delete', 'space.restore', 'space.erase') OR actor_id",
    why: 'What one did; and, for readers of the Organization’s trail, that a Space was deleted.',
  },
  'tenancy.support_access_space': { own: null, why: 'Who opens support sees where it was let in.' },
  'compliance.audit_origin': { own: null, why: 'From where one did it; entries decide which.' },
};

/** Tables that only those see who hold a permission of the Organization. */
const ADMINISTERED: Readonly<Record<string, Permission>> = {
  'tenancy.invitation': 'member.invite',
  'tenancy.setting_version': 'settings.read',
  'tenancy.support_access': 'support.manage',
  'tenancy.support_access_space': 'support.manage',
  'tenancy.support_visit': 'support.manage',
  'identity.connection': 'sso.manage',
  'identity.connection_version': 'sso.manage',
  'identity.test_run': 'sso.manage',
  'identity.domain': 'sso.manage',
};

interface Table {
  readonly login: Login;
  readonly name: string;
  readonly hasSpace: boolean;
  readonly hasDocument: boolean;
}

const READABLE = `
SELECT r.rolname AS login, format('%I.%I', n.nspname, c.relname) AS name,
       EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'space_id') AS "hasSpace",
       EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'document_id'
                AND has_column_privilege(r.oid, c.oid, a.attnum, 'SELECT')) AS "hasDocument"
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN pg_roles r
 WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname = ANY($1::text[]) AND r.rolname = ANY($2::text[])
   AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'org_id'
                AND has_column_privilege(r.oid, c.oid, a.attnum, 'SELECT'))
 ORDER BY 1, 2`;

/**
 * Asks the database alone, as each login with each actor's own context: no row of another Organization, none of a
 * Space that they do not read, and no hit of a search there. Nothing in front of it helps: rules and policies are out.
 */
export async function probeRows(
  world: World,
  oracle: Oracle,
  askers: readonly Asker[],
  words: readonly Canary[],
  findings: Findings,
  enough: Enough = () => false,
): Promise<void> {
  const tables = await world.sql<Table>(READABLE, [SCHEMAS, LOGINS]);
  for (const login of new Set(tables.map((table) => table.login))) {
    const client = new pg.Client({ connectionString: world.db.logins[login] });
    await client.connect();
    try {
      for (const asker of askers) {
        if (enough()) return;
        // Anew for each login: a context lives for a minute.
        const { context } = await actorOf(world, asker);
        await client.query("SELECT set_config('kopexa.context', $1, false)", [context]);
        for (const table of tables.filter((each) => each.login === login))
          await probeTable(client, table, asker, findings);
        if (login === 'kopexa_content') await probeSearch(client, oracle, asker, words, findings);
      }
    } finally {
      await client.end();
    }
  }
}

async function probeTable(
  client: pg.Client,
  { login, name, hasSpace, hasDocument }: Table,
  asker: Asker,
  findings: Findings,
): Promise<void> {
  const space = hasSpace ? 'space_id' : 'NULL::uuid';
  const beside = BESIDE_SPACES[name];
  const own = beside === undefined ? 'false' : beside.own === null ? 'true' : `${beside.own} = $1`;
  const parameters: unknown[] = own.includes('$1') ? [asker.person?.id ?? null] : [];
  const isClosed =
    hasDocument && beside === undefined
      ? `document_id = ANY($${parameters.push([...asker.closed])}::uuid[])`
      : 'false';
  const { rows } = await client.query<{
    org: string | null;
    space: string | null;
    own: boolean;
    closed: boolean | null;
    count: string;
  }>(
    `SELECT org_id AS org, ${space} AS space, ${own} AS own, ${isClosed} AS closed, count(*) AS count FROM ${name} GROUP BY 1, 2, 3, 4`,
    parameters,
  );
  findings.requests += 1;
  findings.probes += 1;
  for (const { org, space: where, own: isOwn, closed, count } of rows) {
    const what = `${login} in the context of ${asker.name} sees ${count} rows of ${name}`;
    const isElsewhere = org !== null && (!asker.belongs || org !== asker.organization.id);
    if (isElsewhere) findings.leaks.push(`${what} in another Organization`);
    else if (where !== null && !asker.reads.includes(where) && !isOwn)
      findings.leaks.push(`${what} in a Space that they do not read`);
    else if (closed === true) findings.leaks.push(`${what} of documents that are restricted to others`);
    else if (ADMINISTERED[name] && !asker.rights.organization?.has(ADMINISTERED[name]))
      findings.leaks.push(`${what} without ${ADMINISTERED[name]}`);
  }
}

async function probeSearch(
  client: pg.Client,
  oracle: Oracle,
  asker: Asker,
  words: readonly Canary[],
  findings: Findings,
): Promise<void> {
  for (const word of words) {
    const { rowCount } = await client.query("SELECT 1 FROM content.search($1, '', '', NULL, 20, 0)", [
      word.text,
    ]);
    const isForeign = oracle.foreignIn(word.text, asker).length > 0;
    findings.requests += 1;
    findings.probes += 1;
    if (isForeign && (rowCount ?? 0) > 0)
      findings.leaks.push(
        `content.search finds a foreign ${word.isDraft ? 'draft’s ' : ''}word for ${asker.name}`,
      );
    if (!isForeign && rowCount === 0)
      findings.failures.push(`content.search does not find a word that ${asker.name} may read`);
  }
}
