import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { breakIn } from '#tests/kit/break-in.js';
import {
  colleague,
  halfSignedIn,
  operatorStaff,
  stranger,
  toolOfAnotherSpace,
  toolOfStranger,
} from '#tests/kit/intruders.js';
import { createScenario, type Scenario } from '#tests/kit/scenario.js';
import { buryTreasure, missingIds, type Treasure } from '#tests/kit/treasure.js';

interface Listed {
  auditEntries: {
    edges: {
      node: {
        sentence: string;
        actorKind: string;
        actor: { id: string } | null;
        space: { id: string } | null;
      };
    }[];
  };
}

describe('what belongs to a Space of an Organization', { timeout: 180_000 }, () => {
  let scenario: Scenario;
  let treasure: Treasure;
  beforeAll(async () => {
    scenario = await createScenario();
    treasure = await buryTreasure(scenario);
  });
  afterAll(() => scenario.world.close());

  test('stays there when the owner of another Organization tries everything', async () => {
    const { attempts, breaches } = await breakIn(scenario, treasure, await stranger(scenario));
    expect(breaches).toEqual([]);
    expect(attempts).toBeGreaterThan(800);
  });

  test('stays there when a member of the same Organization without a right in it tries everything', async () => {
    const { attempts, breaches } = await breakIn(scenario, treasure, await colleague(scenario));
    expect(breaches).toEqual([]);
    expect(attempts).toBeGreaterThan(700);
  });

  test('stays there when the owner of the operator’s Organization tries everything', async () => {
    const { attempts, breaches } = await breakIn(scenario, treasure, await operatorStaff(scenario));
    expect(breaches).toEqual([]);
    expect(attempts).toBeGreaterThan(800);
  });

  test('stays there when a tool of another Organization tries everything', async () => {
    const { attempts, breaches } = await breakIn(scenario, treasure, await toolOfStranger(scenario));
    expect(breaches).toEqual([]);
    expect(attempts).toBeGreaterThan(800);
  });

  test('stays there when a tool of its own owner, given another Space, tries everything', async () => {
    const { attempts, breaches } = await breakIn(scenario, treasure, await toolOfAnotherSpace(scenario));
    expect(breaches).toEqual([]);
    expect(attempts).toBeGreaterThan(800);
  });

  test('stays there when its owner tries everything before her second factor', async () => {
    const { attempts, breaches } = await breakIn(scenario, treasure, halfSignedIn(scenario, missingIds()));
    expect(breaches).toEqual([]);
    expect(attempts).toBeGreaterThan(700);
  });

  test('has its refused visitors in its own trail at once, and nobody else’s in it', async () => {
    const { world, ada, max, eve, acme } = scenario;
    const LIST =
      'query($filter: AuditFilter) { auditEntries(filter: $filter, first: 100) { edges { node { sentence actorKind actor { id } space { id } outcome } } } }';
    const filter = { subjectId: treasure.ids.documentId, spaceId: treasure.ids.spaceId, outcome: 'DENIED' };
    const answer = await world.as(ada, acme).at('compliance').run<Listed>(LIST, { filter });
    const all = answer.data.auditEntries.edges.map(({ node }) => node);
    const seen = all.filter(({ actorKind }) => actorKind === 'USER');
    expect(seen.length).toBeGreaterThan(0);
    // The tool of another Space tried the same, under its own name.
    expect(
      all.some(
        ({ actorKind, sentence }) => actorKind === 'SERVICE' && /^Werkzeug \d+ tried to/.test(sentence),
      ),
    ).toBe(true);
    for (const { actor, space, sentence } of seen) {
      expect([actor!.id, space!.id]).toEqual([max.id, treasure.ids.spaceId]);
      expect(sentence).toContain(`Max Mitglied tried to`);
    }
    const [foreign] = await world.sql<{ count: number }>(
      'SELECT count(*)::int FROM compliance.audit_entry WHERE org_id = $1 AND actor_id = $2',
      [acme.id, eve.id],
    );
    expect(foreign!.count).toBe(0);
  });
});
