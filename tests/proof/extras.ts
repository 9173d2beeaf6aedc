import { newId } from '#runtime/graphql/ids.js';
import type { Answer } from '#runtime/testing/world.js';
import type { Operator } from '#tests/kit/operator.js';
import { must, type Scenario } from '#tests/kit/scenario.js';

/** A query that a mutation's case does not lead to, by its root field. */
export interface Extra {
  readonly field: string;
  readonly answer: Answer;
}

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
  const { token } = await scenario.invite('angebot@example.com');
  const checks = await writtenByJobs(scenario);
  const operated = [operator.paula, operator.organization] as const;
  return [
    await ask(
      'content',
      'query($id: ID!) { compareVersions(documentId: $id, from: 1, to: 2) { __typename } }',
      {
        id: made.id,
      },
    ),
    await ask('identity', 'query($token: String!) { signUpOffer(token: $token) { __typename } }', { token }, [
      null,
      acme,
    ]),
    await ask('ai', 'query($input: AiRequestInput!) { aiPreview(input: $input) { __typename } }', {
      input: { kind: 'SUMMARISE', documentId: made.id },
    }),
    await ask('ai', 'query($input: AiRequestInput!) { aiPreview(input: $input) { __typename } }', {
      input: { kind: 'REWRITE', style: 'CLEARER', text: `Fragen Sie ${ada.name}, ${ada.email}.` },
    }),
    await ask(
      'compliance',
      'query($checks: [ID!]!) { claimRuns(checkIds: $checks, first: 5) { __typename } }',
      { checks },
      operated,
    ),
  ];
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
    "INSERT INTO compliance.adapter_state (adapter, host, state) VALUES ('smtp', 'mail.example', 'private') ON CONFLICT DO NOTHING",
  );
  return [check];
}
