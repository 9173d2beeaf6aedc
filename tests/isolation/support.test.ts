import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person, TestOrganization } from '#runtime/testing/world.js';
import { operatorOf } from '#tests/kit/operator.js';
import { createScenario, must, paragraph, type Scenario } from '#tests/kit/scenario.js';

const OPEN = 'mutation($input: OpenSupportAccessInput!) { openSupportAccess(input: $input) { id } }';
const END = 'mutation($id: ID!) { endSupportAccess(supportAccessId: $id) { id } }';
const ENTER = 'mutation($id: ID!) { enterSupport(supportAccessId: $id) { slug } }';
const CREATE = 'mutation($input: CreateDocumentInput!) { createDocument(input: $input) { id } }';

/** What support must never do, whatever was opened to it: by subgraph, with the answer. */
const NEVER: readonly (readonly [string, string, (scenario: Scenario) => Record<string, unknown>])[] = [
  [
    'tenancy',
    'mutation($input: InviteMembersInput!) { inviteMembers(input: $input) { invitations { id } } }',
    () => ({ input: { emails: ['neu@example.com'], role: 'organization.guest' } }),
  ],
  [
    'tenancy',
    'mutation($input: GrantAccessInput!) { grantSpaceAccess(input: $input) { id } }',
    ({ spaceId, max }) => ({ input: { spaceId, userId: max.id, role: 'space.viewer' } }),
  ],
  [
    'tenancy',
    'mutation($input: CreateSpaceInput!) { createSpace(input: $input) { id } }',
    () => ({ input: { name: 'Neu', description: '' } }),
  ],
  ['tenancy', OPEN, () => ({ input: { reason: 'Länger', hours: 72, spaces: [] } })],
  [
    'tenancy',
    'mutation($input: DeleteSpaceInput!) { deleteSpace(input: $input) { __typename } }',
    ({ spaceId }) => ({ input: { spaceId, confirmation: 'Richtlinien' } }),
  ],
  ['content', 'mutation($id: ID!) { beginDocumentExport(spaceId: $id) }', ({ spaceId }) => ({ id: spaceId })],
  ['compliance', 'mutation { exportAuditTrail { id } }', () => ({})],
];

describe('support', () => {
  let scenario: Scenario;
  let operator: TestOrganization;
  let helper: Person;
  beforeAll(async () => {
    scenario = await createScenario();
    operator = (await operatorOf(scenario.world)).organization;
    helper = await scenario.world.person('Hella Hilfe');
    await scenario.world.join(helper, operator, 'owner');
  });
  afterAll(() => scenario?.world.close());

  const asAda = () => scenario.world.as(scenario.ada, scenario.acme);
  const inside = (subgraph: string) => scenario.world.as(helper, scenario.acme).at(subgraph);
  const open = async (role: string): Promise<string> => {
    const input = { reason: 'Hilfe', hours: 1, spaces: [{ spaceId: scenario.spaceId, role }] };
    return (await must<{ id: string }>(asAda().at('tenancy').run(OPEN, { input }))).id;
  };
  const enter = (id: string) => must(scenario.world.as(helper, operator).at('tenancy').run(ENTER, { id }));
  const end = (id: string) => must(asAda().at('tenancy').run(END, { id }));
  const draft = () => ({ input: { spaceId: scenario.spaceId, title: 'Von außen', body: paragraph('Text') } });

  test('sees nothing of a customer who has opened nothing, also by name in the database', async () => {
    const { world, acme, spaceId } = scenario;
    const { id } = await scenario.document('Geheimes Dokument');
    const asked = await Promise.all([
      inside('tenancy').run('{ organization { id name spaces { id } } }'),
      inside('content').run('query($id: ID!) { document(id: $id) { id title } }', { id }),
      world
        .as(helper, operator)
        .at('tenancy')
        .run('query($id: ID!) { space(id: $id) { id name } }', { id: spaceId }),
      world
        .as(helper, operator)
        .at('content')
        .run('query($id: ID!) { document(id: $id) { id title } }', { id }),
      world.as(helper, operator).at('tenancy').run('{ openSupport { id organization reason } }'),
    ]);
    for (const { text } of asked)
      for (const secret of [spaceId, 'Richtlinien', 'Geheimes Dokument', acme.id])
        expect(text).not.toContain(secret);
  });

  test('reads or edits what was opened, and gives, invites and takes along nothing', async () => {
    const id = await open('space.editor');
    await enter(id);
    expect((await inside('content').run(CREATE, draft())).errors).toEqual([]);
    for (const [subgraph, document, variables] of NEVER) {
      const { errors } = await inside(subgraph).run(document, variables(scenario));
      expect(['FORBIDDEN', 'NOT_FOUND'], document).toContain(errors[0]?.extensions.code);
    }
    await end(id);
    expect((await inside('content').run(CREATE, draft())).errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  test('changes nothing by a role that reads, nor where the Organization is at rest', async () => {
    const reading = await open('space.viewer');
    await enter(reading);
    expect((await inside('content').run(CREATE, draft())).errors).toHaveLength(1);
    await end(reading);
    const editing = await open('space.editor');
    await enter(editing);
    await must(asAda().at('tenancy').run('mutation { archiveOrganization { id } }'));
    expect((await inside('content').run(CREATE, draft())).errors).toHaveLength(1);
    expect((await inside('tenancy').run('{ organization { name } }')).errors).toEqual([]);
    await must(asAda().at('tenancy').run('mutation { unarchiveOrganization { id } }'));
    expect((await inside('content').run(CREATE, draft())).errors).toEqual([]);
    await end(editing);
  });

  test('does not get back what somebody had here in an earlier time', async () => {
    const { world, acme, openSpaceId } = scenario;
    await world.join(helper, acme, 'member');
    await world.grant(helper, acme, openSpaceId, 'manager');
    await world.sql(
      'UPDATE tenancy.membership SET valid_to = clock_timestamp() WHERE org_id = $1 AND account_id = $2',
      [acme.id, helper.id],
    );
    const id = await open('space.viewer');
    await enter(id);
    const { text } = await inside('tenancy').run('{ organization { spaces { id } } }');
    expect(text).toContain(scenario.spaceId);
    expect(text).not.toContain(openSpaceId);
    await end(id);
  });
});
