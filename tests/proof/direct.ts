import pg from 'pg';
import { signPassport } from '#runtime/actor/passport.js';
import type { Login } from '#runtime/db/roles.js';
import type { World } from '#runtime/testing/world.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import type { ProbeDoor } from './front-door.js';
import type { Asker } from './asker.js';
import type { Findings } from './prober.js';

/** Goes past the front door: passports and operations that nobody may use (THREATS 17, 31). */
export async function probeDirectly(
  world: World,
  door: ProbeDoor,
  owner: Asker,
  findings: Findings,
): Promise<void> {
  const actor = await world.actor(owner.person, owner.organization);
  for (const { name } of SUBGRAPHS) await probePassports(world, name, actor, findings);
  await probeOperations(door, findings);
}

async function probePassports(
  world: World,
  subgraph: string,
  actor: Awaited<ReturnType<World['actor']>>,
  findings: Findings,
): Promise<void> {
  const who = { ip: '::1', userAgent: 'probe', origin: 'http://localhost', browser: '' };
  const request = { requestId: 'probe', operation: 'Probe', timeZone: 'UTC', ...who };
  const body = JSON.stringify({ query: '{ __typename }', variables: {} });
  const sign = (audience = subgraph, secret = world.passportSecret, over = body, at = Date.now()): string =>
    signPassport({ actor, request }, audience, secret, over, at);
  const [payload = '', mac = ''] = sign().split('.');
  const otherWho = Buffer.from(
    Buffer.from(payload, 'base64url')
      .toString()
      .replace(/"assurance":\d/, '"assurance":1'),
  ).toString('base64url');
  const refused: Record<string, string | undefined> = {
    'no passport': undefined,
    'a passport for another subgraph': sign('elsewhere'),
    'a passport with another secret': sign(subgraph, Buffer.alloc(32, 7)),
    'an expired passport': sign(subgraph, world.passportSecret, body, Date.now() - 60_000),
    'a passport for another body': sign(subgraph, world.passportSecret, `${body} `),
    'an edited passport': `${otherWho}.${mac}`,
    'a passport without a signature': `${payload}.`,
  };
  for (const [what, passport] of Object.entries(refused)) {
    const { status, body: text } = await world.subgraph(subgraph).handle({ passport, body });
    findings.requests += 1;
    findings.probes += 1;
    if (status !== 401) findings.leaks.push(`${subgraph} takes ${what}: ${text.slice(0, 120)}`);
  }
  const { status } = await world.subgraph(subgraph).handle({ passport: sign(), body });
  if (status !== 200) findings.failures.push(`${subgraph} refuses the gateway’s passport`);
}

/** A captured login sets the database context by hand: it must not see a row (DESIGN.md, fourth fence; THREATS 18, 19). */
export async function probeContexts(
  world: World,
  owner: Asker,
  foreigner: Asker,
  findings: Findings,
): Promise<void> {
  const { context } = await world.actor(owner.person, owner.organization);
  const part = context.split('.');
  const edited = (index: number, value: string): string => part.with(index, value).join('.');
  const contexts: Record<string, string> = {
    none: '',
    'of another Organization': edited(4, foreigner.organization.id),
    'of somebody else': edited(2, foreigner.person?.id ?? ''),
    'with a longer life': edited(6, String(Number(part[6]) + 3600)),
    'without a MAC': edited(7, ''),
    'that has expired': await expiredContext(world, part),
  };
  for (const [login, table] of TABLES) {
    for (const [what, value] of Object.entries(contexts)) {
      const seen = await countAs(world, login, table, value);
      findings.probes += 1;
      findings.requests += 1;
      if (seen > 0) findings.leaks.push(`${login} with a context ${what} sees ${seen} rows of ${table}`);
    }
    if ((await countAs(world, login, table, context)) === 0)
      findings.failures.push(
        `${login} sees nothing of ${table} with a valid context: the probe proves nothing`,
      );
  }
}

const TABLES: readonly (readonly [Login, string])[] = [
  ['kopexa_content', 'content.document'],
  ['kopexa_tenancy', 'tenancy.space'],
  ['kopexa_compliance', 'compliance.audit_entry'],
];

async function expiredContext(world: World, part: readonly string[]): Promise<string> {
  const nullable = (value: string | undefined): string | null => (value === '-' ? null : (value ?? null));
  const [row] = await world.sql<{ context: string }>(
    'SELECT platform.mint_context($1, $2::uuid, $3::uuid, $4::uuid, $5::smallint, -5) AS context',
    [part[1], nullable(part[2]), nullable(part[3]), nullable(part[4]), part[5]],
  );
  return row?.context ?? '';
}

async function countAs(world: World, login: Login, table: string, context: string): Promise<number> {
  const client = new pg.Client({ connectionString: world.db.logins[login] });
  await client.connect();
  try {
    await client.query("SELECT set_config('kopexa.context', $1, false)", [context]);
    const { rows } = await client.query<{ count: string }>(`SELECT count(*) AS count FROM ${table}`);
    return Number(rows[0]?.count ?? 0);
  } catch {
    return 0;
  } finally {
    await client.end();
  }
}

/** Text, unknown ids and ids of other clients are refused before anything is parsed (THREATS 31). */
async function probeOperations({ url }: ProbeDoor, findings: Findings): Promise<void> {
  const persistedQuery = { version: 1, sha256Hash: '0'.repeat(64) };
  const tried: Record<string, { client: string; body: object }> = {
    'GraphQL text': { client: 'probe', body: { query: 'query Probe { __typename }' } },
    'text that wants to be registered': {
      client: 'probe',
      body: { query: 'query Probe { __typename }', extensions: { persistedQuery } },
    },
    'an unknown id': { client: 'probe', body: { extensions: { persistedQuery } } },
    introspection: { client: 'probe', body: { query: 'query Probe { __schema { types { name } } }' } },
  };
  for (const [what, { client, body }] of Object.entries(tried)) {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-kopexa-client': client },
      body: JSON.stringify(body),
    });
    const { data } = (await response.json()) as { data?: unknown };
    findings.probes += 1;
    findings.requests += 1;
    if (data !== undefined && data !== null) findings.leaks.push(`The gateway executes ${what}`);
  }
}
