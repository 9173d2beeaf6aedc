import { newId } from '#runtime/graphql/ids.js';
import { ask as send, callRoute } from '#runtime/testing/world.js';
import { newSupplier, type Operator } from '#tests/kit/operator.js';
import { must, type Scenario } from '#tests/kit/scenario.js';
import { makeService, resolveToken, serviceActor } from '#tests/kit/service.js';
import { uploaderOf } from '#tests/kit/uploads.js';
import { askAccess } from './access-extras.js';
import { askConnections } from './connection-extras.js';
import { askCredentials } from './passkey-extras.js';
import { askDirectory } from './directory-extras.js';
import { askEmailChange } from './email-change-extras.js';
import type { Extra } from './extra.js';
import { askFactors } from './factor-extras.js';
import { askLife } from './life-extras.js';
import { askPolicies } from './policy-extras.js';
import { askSessions } from './session-extras.js';
import { askSso } from './sso-extras.js';
import { askSupport } from './support-extras.js';
import { askPeople } from './people-extras.js';
import { askRequests } from './request-extras.js';
import { askRoles } from './role-extras.js';
import { askTrail } from './trail-extras.js';

const CREATE = 'mutation($input: CreateDocumentInput!) { createDocument(input: $input) { id revision } }';
const SAVE = 'mutation($input: SaveDraftInput!) { saveDraft(input: $input) { id revision } }';
const PUBLISH = 'mutation($input: PublishDocumentInput!) { publishDocument(input: $input) { id revision } }';
const REQUEST = 'mutation($input: RequestAccessInput!) { requestAccess(input: $input) }';

const heading = (text: string): object => ({
  type: 'doc',
  content: [{ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text }] }],
});

/**
 * Fields that no list shows and no mutation returns: what takes particular arguments, and rows that only jobs write.
 * Each query is asked as somebody who may, with everything selected by `widen`.
 */
export async function askExtras(
  scenario: Scenario,
  operator: Operator,
  widen: (subgraph: string, document: string) => string,
): Promise<Extra[]> {
  const { world, acme, ada, max, spaceId } = scenario;
  const ask = async (
    subgraph: string,
    document: string,
    variables: Record<string, unknown>,
    who: readonly [Scenario['ada'] | null, Scenario['acme']] = [ada, acme],
  ): Promise<Extra> => ({
    field: document.slice(0, 60),
    answer: await world
      .as(...who)
      .at(subgraph)
      .run(widen(subgraph, document), variables),
  });
  const content = world.as(ada, acme).at('content');
  const made = await must<{ id: string; revision: number }>(
    content.run(CREATE, { input: { spaceId, title: 'Mit Überschrift', body: heading('Eins') } }),
  );
  const published = await must<{ id: string; revision: number }>(
    content.run(PUBLISH, { input: { documentId: made.id, expectedRevision: made.revision } }),
  );
  await must(
    content.run(SAVE, {
      input: {
        documentId: made.id,
        expectedRevision: published.revision,
        title: 'Mit Überschrift',
        body: heading('Zwei'),
      },
    }),
  );
  await world
    .as(max, acme)
    .at('tenancy')
    .run(REQUEST, { input: { documentId: made.id, message: 'Bitte' } });
  const offer = await scenario.invite('angebot@example.com');
  const checks = await writtenByJobs(scenario);
  const operated = [operator.paula, operator.organization] as const;
  await approveSupplier(scenario, operator);
  await leaveFiles(scenario, made.id);
  const token = await makeTool(scenario);
  const closed = await closeDocuments(scenario);
  return [
    await ask(
      'content',
      'query($id: ID!) { compareVersions(documentId: $id, from: 1, to: 2) { __typename } }',
      {
        id: made.id,
      },
    ),
    await ask('content', 'query($id: ID!) { document(id: $id) { __typename } }', { id: closed.below }),
    await ask('content', 'query($id: ID!) { restrictionCandidates(documentId: $id) { __typename } }', {
      id: closed.top,
    }),
    await ask('content', 'query($input: MoveDocumentInput!) { moveEffect(input: $input) { __typename } }', {
      input: { documentId: made.id, parentId: closed.top },
    }),
    await ask('content', 'query($input: MoveDocumentInput!) { moveEffect(input: $input) { __typename } }', {
      input: { documentId: closed.below },
    }),
    await ask(
      'identity',
      'query($token: String!) { signUpOffer(token: $token) { __typename } }',
      { token: offer.token },
      [null, acme],
    ),
    await ask('ai', 'query($input: AiRequestInput!) { aiPreview(input: $input) { __typename } }', {
      input: { kind: 'SUMMARISE', documentId: made.id },
    }),
    await ask('ai', 'query($input: AiRequestInput!) { aiPreview(input: $input) { __typename } }', {
      input: { kind: 'REWRITE', style: 'CLEARER', text: `Fragen Sie ${ada.name}, ${ada.email}.` },
    }),
    {
      field: 'currentServiceAccount',
      answer: await send(
        world.subgraph('identity'),
        await serviceActor(world, token),
        world.passportSecret,
        '{ currentServiceAccount { __typename id name } }',
        {},
      ),
    },
    await ask(
      'compliance',
      'query($checks: [ID!]!) { claimRuns(checkIds: $checks, first: 5) { __typename } }',
      { checks },
      operated,
    ),
    ...(await askLife(scenario)),
    ...(await askCredentials(scenario)),
    ...(await askConnections(scenario, widen)),
    ...(await askEmailChange(scenario)),
    ...(await askFactors(scenario)),
    ...(await askDirectory(scenario)),
    ...(await askSso(scenario)),
    ...(await askSessions(scenario)),
    ...(await askSupport(scenario, operator)),
    ...(await askPolicies(scenario)),
    ...(await askPeople(scenario)),
    ...(await askRequests(scenario)),
    ...(await askRoles(scenario, widen)),
    ...(await askAccess(scenario, widen)),
    ...(await askTrail(scenario)),
  ];
}

/** A published document below one that is restricted to Ada and a group; nobody else of the Space is let in. */
async function closeDocuments({
  world,
  acme,
  ada,
  spaceId,
}: Scenario): Promise<{ top: string; below: string }> {
  const content = world.as(ada, acme).at('content');
  const group = await must<{ id: string }>(
    world
      .as(ada, acme)
      .at('tenancy')
      .run('mutation($input: CreateGroupInput!) { createGroup(input: $input) { id } }', {
        input: { name: 'Nur wenige' },
      }),
  );
  const make = async (parentId: string | null): Promise<string> => {
    const input = { spaceId, parentId, title: 'Geschlossen', body: heading('Geschlossen') };
    const made = await must<{ id: string; revision: number }>(content.run(CREATE, { input }));
    await must(content.run(PUBLISH, { input: { documentId: made.id, expectedRevision: made.revision } }));
    return made.id;
  };
  const top = await make(null);
  const below = await make(top);
  const input = { documentId: top, userIds: [ada.id], groupIds: [group.id], reason: 'Vertraulich' };
  await must(
    content.run('mutation($input: RestrictDocumentInput!) { restrictDocument(input: $input) { id } }', {
      input,
    }),
  );
  await leaveFiles({ world, acme, ada, spaceId }, below);
  return { top, below };
}

/** Rows that jobs write, as they write them. Returns the checks that ran. */
async function writtenByJobs({ world, acme, ada }: Scenario): Promise<string[]> {
  const check = 'database.row_security';
  await world.sql(
    `INSERT INTO compliance.claim_run (check_id, outcome, says_de, says_en, figures, duration_ms, asked_by, account_id, version)
     VALUES ($1, 'passed', 'Alles gemessen', 'All measured', '{"tables": 40}', 12, 'person', $2, 'proof')`,
    [check, ada.id],
  );
  await world.sql(
    `INSERT INTO ai.request (request_id, org_id, account_id, kind, finished_at, outcome, deployment, reserved, prompt_tokens, completion_tokens)
     VALUES ($1, $2, $3, 'answer', now(), 'answered', 'proof', 100, 60, 20)`,
    [newId(), acme.id, ada.id],
  );
  await world.sql(
    `SELECT compliance.record_isolation_run('{"outcome":"held","operations":1,"probes":1,"requests":1,"leaks":0,"oracles":0,"broken":0,"seen":1,"seconds":0.1,"version":"1","findings":[]}')`,
  );
  await world.sql(
    "INSERT INTO compliance.adapter_state (adapter, host, state) VALUES ('smtp', 'mail.example', 'private') ON CONFLICT DO NOTHING",
  );
  return [check];
}

/** A supplier that the public list names: assessed, certified, reviewed; and the adapter that it opens. */
async function approveSupplier({ world }: Scenario, { paula, organization }: Operator): Promise<void> {
  const { id: supplierId } = await newSupplier(world);
  const keeper = world.as(paula, organization).at('compliance');
  const run = (field: string, type: string, input: object): Promise<unknown> =>
    must(keeper.run(`mutation($input: ${type}!) { ${field}(input: $input) { id } }`, { input }));
  await run('assessSupplier', 'AssessSupplierInput', { supplierId, level: 'LOW', analysis: 'Wenig Risiko.' });
  await run('reviewSupplier', 'ReviewSupplierInput', {
    ...{ supplierId, version: 1, outcome: 'APPROVED', note: 'Geprüft.' },
    nextReviewOn: new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10),
  });
  await world.sql(
    "INSERT INTO compliance.adapter_state (adapter, host, state, supplier_id) VALUES ('otlp', 'otel.example', 'approved', $1) ON CONFLICT DO NOTHING",
    [supplierId],
  );
}

/** One pixel: what is small is a picture, too. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A picture at a document, and one of a person. */
async function leaveFiles(
  { world, acme, ada, spaceId }: Pick<Scenario, 'world' | 'acme' | 'ada' | 'spaceId'>,
  documentId: string,
): Promise<void> {
  await uploaderOf(world, ada, acme).whole({ spaceId, documentId, name: 'bild.png' }, PIXEL);
  const answer = await callRoute(
    world,
    'files',
    'set-avatar',
    await world.actor(ada, acme),
    { method: 'POST', headers: { 'content-type': 'application/offset+octet-stream' } },
    ReadableStream.from([PIXEL]),
  );
  if (answer.status !== 200) throw new Error(`The avatar was refused: ${await answer.text()}`);
}

/** A tool with a Space and chosen operations, which has been used. */
async function makeTool({ world, acme, ada, spaceId }: Scenario): Promise<string> {
  const { token } = await makeService(world, ada, acme, {
    permissions: ['MEMBER_READ'],
    spaces: [{ spaceId, role: 'space.viewer' }],
    operations: ['ToolWhoami'],
  });
  await resolveToken(world, token);
  return token;
}
