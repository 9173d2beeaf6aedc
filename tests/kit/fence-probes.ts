import pg from 'pg';
import { Mutation, Query, Resolver } from 'type-graphql';
import type { RuleMap } from '#runtime/access/rules.js';
import { buildSchemaOf, type SubgraphDefinition } from '#runtime/graphql/subgraph.js';
import type { Scenario } from './scenario.js';
import type { Treasure } from './treasure.js';

/** What the probes of the four fences find: one sentence per hole, none while the fence stands. */
export type Holes = readonly string[];

@Resolver()
class CarelessResolver {
  @Query(() => String)
  unruled(): string {
    return 'kanarie-unruled';
  }

  @Mutation(() => String)
  unaudited(): string {
    return 'kanarie-unaudited';
  }
}

/** A subgraph whose author forgot a rule and an `@audit`. */
export const careless: SubgraphDefinition<null> = {
  name: 'identity',
  resolvers: [CarelessResolver],
  references: {},
  rules: {} satisfies RuleMap,
  entities: [],
  services: () => null,
};

/** First fence: what has no rule or no `@audit` does not build. */
export async function probeComposition(): Promise<Holes> {
  try {
    await buildSchemaOf(careless);
    return ['A field without a rule and a mutation without @audit were built.'];
  } catch (error) {
    const text = String(error);
    return ['Query.unruled has no rule', 'Mutation.unaudited has no rule', 'Mutation.unaudited has no @audit']
      .filter((fault) => !text.includes(fault))
      .map((fault) => `Nobody was told that ${fault}.`);
  }
}

/** Second fence: rules refuse before a resolver runs, by what the passport says of the actor. */
export async function probeRules({ world, acme, ada }: Scenario): Promise<Holes> {
  const reads = 'auditActions { name }';
  const tried = [
    [
      'somebody who is not signed in',
      await world.as(null, acme).at('compliance').run(`{ ${reads} }`),
      'UNAUTHENTICATED',
    ],
    [
      'a session with a password only',
      await world.as(ada, acme, { half: true }).at('compliance').run(`{ ${reads} }`),
      'SECOND_FACTOR_REQUIRED',
    ],
    [
      'somebody outside every Organization',
      await world.as(ada).at('compliance').run(`{ ${reads} }`),
      'NOT_FOUND',
    ],
  ] as const;
  return tried
    .filter(([, { errors }, code]) => errors[0]?.extensions.code !== code)
    .map(([who, { text }]) => `Rules let ${who} in: ${text.slice(0, 80)}`);
}

/** Third fence: the policy on the loaded record says what a reader may do with it. */
export async function probePolicy(scenario: Scenario, treasure: Treasure): Promise<Holes> {
  const { world, acme } = scenario;
  const reader = await world.person('Lea Leserin');
  await world.join(reader, acme, 'member');
  await world.grant(reader, acme, treasure.ids.spaceId, 'viewer');
  const answer = await world
    .as(reader, acme)
    .at('content')
    .run<{ document: { viewerCan: string[] } }>('query($id: ID!) { document(id: $id) { viewerCan } }', {
      id: treasure.ids.publishedDocumentId,
    });
  const more = answer.data.document.viewerCan.filter((permission) => permission !== 'DOCUMENT_READ');
  return more.map((permission) => `Policy lets a reader have ${permission}.`);
}

/** Fourth fence: whatever SQL a subgraph's login runs, rows of others are not there. */
export async function probeRowLevelSecurity({ world, eve, rival, acme }: Scenario): Promise<Holes> {
  const { context } = await world.actor(eve, rival);
  const tables = {
    kopexa_content: 'content.document_version',
    kopexa_tenancy: 'tenancy.space',
    kopexa_compliance: 'compliance.audit_entry',
  } as const;
  const holes: string[] = [];
  for (const [login, table] of Object.entries(tables)) {
    const client = new pg.Client(world.db.logins[login as keyof typeof tables]);
    await client.connect();
    try {
      await client.query("SELECT set_config('kopexa.context', $1, false)", [context]);
      const { rows } = await client.query<{ count: number }>(
        `SELECT count(*)::int FROM ${table} WHERE org_id = $1`,
        [acme.id],
      );
      if (rows[0]!.count > 0)
        holes.push(`Row-level security shows ${login} ${rows[0]!.count} foreign rows of ${table}.`);
    } finally {
      await client.end();
    }
  }
  return holes;
}

/** Takes row-level security away from every table of the product. */
export async function takeOutRowLevelSecurity({ world }: Scenario): Promise<void> {
  await world.sql(`DO $$ DECLARE t record; BEGIN
    FOR t IN SELECT c.oid::regclass AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE c.relkind IN ('r', 'p') AND n.nspname IN ('platform', 'identity', 'tenancy', 'content', 'compliance')
    LOOP EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', t.name); END LOOP; END $$`);
}
