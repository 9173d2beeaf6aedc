import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditSpecOf } from '#runtime/audit/directive.js';
import { buildSchemaOf } from '#runtime/graphql/subgraph.js';
import type { Answer } from '#runtime/testing/world.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import { rootOperations } from '#tests/kit/operations.js';
import { createScenario, type Scenario } from '#tests/kit/scenario.js';
import { mutationCases as cases } from './all-cases.js';

/** Every mutation of the supergraph with what its `@audit` promises, read from the schemas themselves. */
const mutations = (
  await Promise.all(
    SUBGRAPHS.map(async (definition) => {
      const { schema } = await buildSchemaOf(definition);
      const fields = schema.getMutationType()?.getFields() ?? {};
      return rootOperations(schema)
        .filter(({ kind }) => kind === 'mutation')
        .map((operation) => ({
          subgraph: definition.name,
          spec: auditSpecOf(fields[operation.field]!)!,
          ...operation,
        }));
    }),
  )
).flat();

interface Entry {
  entry_id: string;
  action: string;
  subject_type: string;
  subject_id: string | null;
  outcome: string;
  code: string | null;
  actor_id: string | null;
  org_id: string | null;
  changes: string;
}

describe('the audit trail', () => {
  let scenario: Scenario;
  beforeAll(async () => {
    scenario = await createScenario();
  });
  afterAll(() => scenario.world.close());

  /** The entries that came with running something, whatever Organization they went to. */
  async function added(run: () => Promise<Answer>): Promise<{ answer: Answer; entries: Entry[] }> {
    const known = await scenario.world.sql<Entry>('SELECT entry_id FROM compliance.audit_entry');
    const answer = await run();
    const entries = await scenario.world.sql<Entry>(
      'SELECT * FROM compliance.audit_entry WHERE NOT entry_id = ANY($1::uuid[]) ORDER BY at',
      [known.map(({ entry_id }) => entry_id)],
    );
    return { answer, entries };
  }

  test('is tried with every mutation of the supergraph', () => {
    expect(Object.keys(cases).sort()).toEqual(mutations.map(({ field }) => field).sort());
    expect(mutations.length).toBeGreaterThan(38);
  });

  test.each(mutations)(
    'gets exactly one entry for $subgraph $field, done and refused',
    async ({ subgraph, field, spec, document, variables }) => {
      const { allowed, denied, reason } = await cases[field]!(scenario);
      const refused = denied ?? (() => scenario.world.as(null).at(subgraph).run(document, variables));

      const refusal = await added(refused);
      expect(refusal.answer.errors, 'the refusal').toHaveLength(1);
      expect(refusal.entries).toMatchObject([
        {
          action: spec.action,
          subject_type: spec.subject,
          outcome: 'denied',
          changes: '[]',
          code: reason ?? refusal.answer.errors[0]!.extensions.code,
        },
      ]);

      const success = await added(allowed);
      expect(success.answer.errors).toEqual([]);
      expect(success.entries).toMatchObject([
        { action: spec.action, subject_type: spec.subject, outcome: 'ok', code: null },
      ]);
      expect(success.entries[0]!.subject_id).not.toBeNull();
    },
  );

  test('holds no text that people wrote and no name, address or secret in the clear', async () => {
    const rows = await scenario.world.sql<{ text: string }>(
      'SELECT to_jsonb(e)::text AS text FROM compliance.audit_entry e',
    );
    const all = rows.map(({ text }) => text).join('\n');
    for (const canary of [
      'Anderer Inhalt',
      'Neuer Titel',
      'Paula Anders',
      'eins@example.com',
      'Birke',
      'Wolke',
      'neu@example.com',
      'Vieles kann schiefgehen',
      'Noch ein deutscher Vertragstext',
      'Kanarien',
    ]) {
      expect(all).not.toContain(canary);
    }
  });
});
