import { createHmac, hash } from 'node:crypto';
import type pg from 'pg';
import type { GatewayOptions } from '#gateway/create-gateway.js';
import {
  actorRule,
  anyone,
  checkOf,
  type ActorRule,
  type Decision,
  type RuleMap,
} from '#runtime/access/rules.js';
import { signPassport } from '#runtime/actor/passport.js';
import { RequestContext } from '#runtime/graphql/context.js';
import type { Subgraph, SubgraphDefinition } from '#runtime/graphql/subgraph.js';

/** A mistake that somebody might make, seeded one at a time to see that the run notices it. */
export interface Fault {
  readonly name: string;
  /** Root fields that touch it; the others are not asked. */
  readonly asks: RegExp;
  /** Changes the database, as a superuser. */
  readonly database?: (client: pg.Client) => Promise<void>;
  /** Takes back what outlives the database: roles belong to the cluster. */
  readonly undo?: (client: pg.Client) => Promise<void>;
  /** Changes how subgraphs are declared. */
  readonly definitions?: (
    definitions: readonly SubgraphDefinition<unknown>[],
  ) => readonly SubgraphDefinition<unknown>[];
  /** Changes a subgraph on its way to the gateway. */
  readonly subgraph?: (subgraph: Subgraph, secret: Buffer) => Subgraph;
  /** Changes the gateway. */
  readonly gateway?: (options: Pick<GatewayOptions, 'resolveSession'>) => Partial<GatewayOptions>;
  /** Changes the process; returns what takes it back. */
  readonly process?: () => () => void;
}

const sql =
  (...statements: string[]): NonNullable<Fault['database']> =>
  async (client) => {
    for (const statement of statements) await client.query(statement);
  };

/** Gives a function another body, all else staying as it is. Throws when it is gone: the fault has to move along. */
function body(name: string, change: (before: string) => string): NonNullable<Fault['database']> {
  return async (client) => {
    const { rows } = await client.query<{ definition: string }>(
      'SELECT pg_get_functiondef(p.oid) AS definition FROM pg_proc p WHERE p.oid::regproc::text = $1 ORDER BY p.pronargs DESC LIMIT 1',
      [name],
    );
    const definition = rows[0]?.definition ?? '';
    const found = /AS (\$\w*\$)([\s\S]*)\1/.exec(definition);
    const changed = found && definition.replace(found[2] ?? '', () => change(found[2] ?? ''));
    if (!changed || changed === definition) throw new Error(`The fault no longer fits ${name}.`);
    await client.query(changed);
  };
}

const cut = (name: string, from: string | RegExp, to = ''): NonNullable<Fault['database']> =>
  body(name, (before) =>
    before.replaceAll(typeof from === 'string' ? from : new RegExp(from, 'g'), () => to),
  );

/** Every policy of the logins on a table lets everybody through; the restrictive one too, unless it is kept. */
function open(table: string, keepTenant: boolean): NonNullable<Fault['database']> {
  return async (client) => {
    const { rows } = await client.query<{ name: string; using: boolean; check: boolean }>(
      `SELECT polname AS name, polqual IS NOT NULL AS using, polwithcheck IS NOT NULL AS "check" FROM pg_policy
        WHERE polrelid = $1::regclass AND polname !~ '^(owner|definer)_all$' AND (polpermissive OR NOT $2)`,
      [table, keepTenant],
    );
    if (rows.length === 0) throw new Error(`The fault no longer fits ${table}.`);
    for (const { name, using, check } of rows)
      await client.query(
        `ALTER POLICY ${name} ON ${table}${using ? ' USING (true)' : ''}${check ? ' WITH CHECK (true)' : ''}`,
      );
  };
}

/** Tables and the root fields by which they are read. */
const READ_BY: readonly (readonly [string, RegExp])[] = [
  ['content.document', /document|space$/i],
  ['content.document_version', /document|version|compare/i],
  ['tenancy.space', /space|organization$/i],
  ['tenancy.space_grant', /space/i],
  ['tenancy.access_request', /request/i],
  ['compliance.audit_entry', /audit/i],
];

/** Tables whose rows belong to an Organization as a whole. */
const OF_ORGANIZATION: readonly (readonly [string, RegExp])[] = [
  ['tenancy.organization', /organization/i],
  ['tenancy.membership', /member|organization/i],
  ['tenancy.invitation', /invitation/i],
  ['tenancy.setting_version', /setting/i],
];

const opened: Fault[] = [
  ...READ_BY.map(([table, asks]) => ({
    name: `the policies of ${table} let the whole Organization through`,
    asks,
    database: open(table, true),
  })),
  ...[...READ_BY, ...OF_ORGANIZATION].map(([table, asks]) => ({
    name: `the policies of ${table} let everybody through`,
    asks,
    database: open(table, false),
  })),
];

const catalogue: Fault[] = [
  ...['content.document', 'tenancy.space_grant', 'compliance.audit_entry'].map((table) => ({
    name: `row-level security of ${table} is switched off`,
    asks: /^document$/,
    database: sql(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`),
  })),
  ...['content.document_version', 'identity.session'].map((table) => ({
    name: `FORCE of ${table} is removed`,
    asks: /^document$/,
    database: sql(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`),
  })),
  ...['content.document', 'tenancy.membership'].map((table) => ({
    name: `the tenant policy of ${table} is dropped`,
    asks: /^document$/,
    database: sql(`DROP POLICY tenant ON ${table}`),
  })),
  {
    name: 'a new table comes without row-level security',
    asks: /^document$/,
    database: sql(
      'CREATE TABLE content.forgotten (org_id uuid, text text)',
      'GRANT SELECT ON content.forgotten TO kopexa_content',
    ),
  },
  {
    name: 'a view shows what its owner sees',
    asks: /^document$/,
    database: sql(
      'CREATE VIEW content.all_documents AS SELECT * FROM content.document',
      'GRANT SELECT ON content.all_documents TO kopexa_content',
    ),
  },
  {
    name: 'a materialised view holds the documents of everybody',
    asks: /^document$/,
    database: sql('CREATE MATERIALIZED VIEW content.newest AS SELECT document_id FROM content.document'),
  },
  {
    name: 'a definer function may be called by anybody',
    asks: /^document$/,
    database: sql('GRANT EXECUTE ON FUNCTION tenancy.space_permissions_of(uuid, uuid) TO PUBLIC'),
  },
  {
    name: 'a definer function has no fixed search_path',
    asks: /^document$/,
    database: sql('ALTER FUNCTION tenancy.may(text) RESET search_path'),
  },
  {
    name: 'a definer function belongs to the superuser',
    asks: /^document$/,
    database: sql('ALTER FUNCTION tenancy.may(text) OWNER TO CURRENT_USER'),
  },
  {
    name: 'a login may create functions',
    asks: /^document$/,
    database: sql('GRANT CREATE ON SCHEMA content TO kopexa_content'),
  },
  {
    name: 'a login owns a table',
    asks: /^document$/,
    database: sql('ALTER TABLE content.document OWNER TO kopexa_content'),
  },
  {
    name: 'a login may truncate a table',
    asks: /^document$/,
    database: sql('GRANT TRUNCATE ON content.document TO kopexa_content'),
  },
  {
    name: 'a login may make a foreign key to a table',
    asks: /^document$/,
    database: sql('GRANT REFERENCES ON tenancy.space TO kopexa_content'),
  },
  {
    name: 'a login bypasses row-level security',
    asks: /^document$/,
    database: sql('ALTER ROLE kopexa_content BYPASSRLS'),
    undo: sql('ALTER ROLE kopexa_content NOBYPASSRLS'),
  },
  {
    name: 'a login is a member of the owner',
    asks: /^document$/,
    database: sql('GRANT kopexa_owner TO kopexa_tenancy'),
    undo: sql('REVOKE kopexa_owner FROM kopexa_tenancy'),
  },
  {
    name: 'the names of Spaces are unique across Organizations',
    asks: /^document$/,
    database: sql('CREATE UNIQUE INDEX ON tenancy.space (name, space_id)'),
  },
  {
    name: 'a column is not classified',
    asks: /^document$/,
    database: sql('COMMENT ON COLUMN content.document_version.title IS NULL'),
  },
];

const functions: Fault[] = [
  {
    name: 'tenancy.may says yes to everybody',
    asks: /audit|setting|member|invitation/i,
    database: body('tenancy.may', () => 'BEGIN RETURN true; END'),
  },
  {
    name: 'tenancy.spaces_with names every Space there is',
    asks: /document|space|search/i,
    database: body(
      'tenancy.spaces_with',
      () => 'BEGIN RETURN (SELECT array_agg(s.space_id) FROM tenancy.space s); END',
    ),
  },
  {
    name: 'tenancy.spaces_with names every Space of the Organization',
    asks: /document|space|search/i,
    database: body(
      'tenancy.spaces_with',
      () =>
        'BEGIN RETURN (SELECT array_agg(s.space_id) FROM tenancy.space s WHERE s.org_id = (platform.context()).org_id); END',
    ),
  },
  {
    name: 'a grant that was ended goes on',
    asks: /document|space/i,
    database: cut('tenancy.space_permissions_of', /AND g\.valid_to > clock_timestamp\(\)/),
  },
  {
    name: 'a session that was ended goes on',
    asks: /me$|organization|document|session/i,
    database: cut('identity.session_of', /AND s\.revoked_at IS NULL|s\.revoked_at IS NULL AND/),
  },
  {
    name: 'a password alone is taken for a second factor',
    asks: /me$|organization|document|space/i,
    database: body('tenancy.resolve_session', (before) =>
      before
        .replaceAll('s.assurance >= 2', 'true')
        .replaceAll("'assurance', s.assurance", "'assurance', 2")
        .replaceAll('s.session_id, org, s.assurance', 's.session_id, org, 2::smallint'),
    ),
  },
  {
    name: 'the MAC of the database context is not checked',
    asks: /^document$/,
    database: cut('platform.context', /IF sha256[\s\S]*?END IF;/),
  },
  {
    name: 'the expiry of the database context is not checked',
    asks: /^document$/,
    database: cut('platform.context', /IF part\[7\][\s\S]*?END IF;/),
  },
  {
    name: 'search forgets the Organization and the Spaces',
    asks: /search/i,
    database: body('content.search', (before) =>
      before
        .replace('e.org_id = org AND', '')
        .replaceAll('AND e.space_id = ANY(published)', '')
        .replaceAll('AND e.space_id = ANY(drafts)', ''),
    ),
  },
  {
    name: 'search forgets the Spaces',
    asks: /search/i,
    database: body('content.search', (before) =>
      before.replaceAll('AND e.space_id = ANY(published)', '').replaceAll('AND e.space_id = ANY(drafts)', ''),
    ),
  },
  {
    name: 'search shows drafts to readers',
    asks: /search/i,
    database: cut('content.search', 'AND e.space_id = ANY(drafts)', 'AND e.space_id = ANY(published)'),
  },
  {
    name: 'people of other Organizations are told by name',
    asks: /me$|member|user/i,
    database: body('tenancy.people_of_org', () => 'BEGIN RETURN ids; END'),
  },
];

type Claims = { aud: string; exp: number; body: string; actor: never; request: never };

/** A subgraph that signs anew what it should have refused, if `takes` is satisfied with it. */
function lenient(
  takes: (claims: Claims, isSigned: boolean, body: string) => boolean,
): NonNullable<Fault['subgraph']> {
  return (subgraph, secret) => ({
    ...subgraph,
    handle: ({ passport, body: text }) => {
      const [payload = '', mac = ''] = (passport ?? '').split('.');
      const isSigned = createHmac('sha256', secret).update(payload).digest('base64url') === mac;
      const claims = payload && (JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims);
      const isTaken = claims !== '' && takes(claims, isSigned, text);
      return subgraph.handle({
        passport: isTaken ? signPassport(claims, subgraph.name, secret, text) : passport,
        body: text,
      });
    },
  });
}

const isFor = ({ body }: Claims, text: string): boolean => body === hash('sha256', text, 'base64url');
const isFresh = ({ exp }: Claims): boolean => exp * 1000 > Date.now();

const openRules =
  (room: string): NonNullable<Fault['definitions']> =>
  (definitions) =>
    definitions.map((each) =>
      each.name === room ? { ...each, rules: mapRules(each.rules, () => anyone) } : each,
    );

function mapRules(rules: RuleMap, change: (rule: ActorRule, name: string) => ActorRule): RuleMap {
  return Object.fromEntries(
    Object.entries(rules).map(([type, byField]) => [
      type,
      Object.fromEntries(Object.entries(byField).map(([name, rule]) => [name, change(rule, name)])),
    ]),
  );
}

/** Subgraphs and gateways that were written carelessly. */
const code: Fault[] = [
  {
    name: 'a subgraph does not check the signature of passports',
    asks: /^document$/,
    subgraph: lenient((claims, _isSigned, text) => isFor(claims, text) && isFresh(claims)),
  },
  {
    name: 'a subgraph takes passports for other audiences',
    asks: /^document$/,
    subgraph: lenient((claims, isSigned, text) => isSigned && isFor(claims, text) && isFresh(claims)),
  },
  {
    name: 'a subgraph takes passports for other bodies',
    asks: /^document$/,
    subgraph: lenient((claims, isSigned) => isSigned && isFresh(claims)),
  },
  {
    name: 'a subgraph takes expired passports',
    asks: /^document$/,
    subgraph: lenient((claims, isSigned, text) => isSigned && isFor(claims, text)),
  },
  {
    name: 'a subgraph remembers answers by their request',
    asks: /document|space$/i,
    subgraph: (subgraph) => {
      const known = new Map<string, ReturnType<typeof subgraph.handle>>();
      return {
        ...subgraph,
        handle: (request) => {
          const answer = known.get(request.body) ?? subgraph.handle(request);
          known.set(request.body, answer);
          return answer;
        },
      };
    },
  },
  {
    name: 'a DataLoader lives longer than its request',
    asks: /document|version|space/i,
    process: () => {
      const { load } = RequestContext.prototype;
      const shared = new Map<string, unknown>();
      RequestContext.prototype.load = function (name, batch) {
        if (!shared.has(name)) shared.set(name, load.call(this, name, batch as never));
        return shared.get(name) as never;
      };
      return () => void (RequestContext.prototype.load = load);
    },
  },
  {
    name: 'the gateway remembers who asks by the Organization alone',
    asks: /^document$|^me$/,
    gateway: ({ resolveSession }) => {
      const known = new Map<string, ReturnType<typeof resolveSession>>();
      return {
        resolveSession: (token, slug, ...rest) => {
          const found = known.get(slug ?? '') ?? resolveSession(token, slug, ...rest);
          known.set(slug ?? '', found);
          return found;
        },
      };
    },
  },
  {
    name: 'the gateway executes GraphQL text',
    asks: /^document$/,
    gateway: () => ({ adHoc: 'loopback' }),
  },
  ...['identity', 'tenancy', 'content', 'files', 'ai', 'compliance'].map((room) => ({
    name: `the rules of ${room} let everybody through`,
    asks: /./,
    definitions: openRules(room),
  })),
  {
    name: 'the rules of compliance remember the first answer',
    asks: /audit/i,
    definitions: (definitions) =>
      definitions.map((each) => {
        if (each.name !== 'compliance') return each;
        const remembering = (rule: ActorRule, name: string): ActorRule => {
          let first: Decision | undefined;
          return actorRule(`${name} remembered`, (actor) => (first ??= checkOf(rule)(actor)));
        };
        return { ...each, rules: mapRules(each.rules, remembering) };
      }),
  },
];

/** Every fault. */
export const FAULTS: readonly Fault[] = [...opened, ...catalogue, ...functions, ...code];
