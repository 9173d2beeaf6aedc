import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#runtime/actor/actor.js';
import { askAs, makeService, resolveToken, serviceActor } from '#tests/kit/service.js';
import { createScenario, must, type MadeDocument, type Scenario } from '#tests/kit/scenario.js';

const DOCUMENTS = 'query($id: ID!) { documents(spaceId: $id) { edges { node { id title } } } }';
const MEMBERS = '{ organization { members { edges { node { user { id } } } } } }';
const ENTRIES = '{ auditEntries(first: 100) { edges { node { action sentence outcome code actorKind } } } }';
const CREATE = 'mutation($input: CreateDocumentInput!) { createDocument(input: $input) { id } }';
const REVOKE = 'mutation($id: ID!) { revokeServiceAccount(serviceAccountId: $id) { id } }';

describe('a service account', () => {
  let scenario: Scenario;
  let published: MadeDocument;
  beforeAll(async () => {
    scenario = await createScenario();
    published = await scenario.publish(await scenario.document('Passwortrichtlinie'));
    await scenario.document('Entwurf');
  });
  afterAll(() => scenario.world.close());

  const ask = <Data>(actor: Actor, subgraph: string, document: string, variables = {}) =>
    askAs<Data>(scenario.world, actor, subgraph, document, variables);
  const titles = async (actor: Actor, id = scenario.spaceId) => {
    const { data, errors } = await ask<{ documents: { edges: { node: { title: string } }[] } }>(
      actor,
      'content',
      DOCUMENTS,
      { id },
    );
    return errors[0]?.extensions.code ?? data.documents.edges.map(({ node }) => node.title).sort();
  };
  const make = (options: Parameters<typeof makeService>[3], person = scenario.ada) =>
    makeService(scenario.world, person, scenario.acme, options);

  test('reads what its role in a Space allows, and no other Space', async () => {
    const { token } = await make({ spaces: [{ spaceId: scenario.spaceId, role: 'space.viewer' }] });
    const actor = await serviceActor(scenario.world, token);
    expect(await titles(actor)).toEqual(['Passwortrichtlinie']);
    expect(await titles(actor, scenario.openSpaceId)).toBe('NOT_FOUND');
    const drafts = await make({ spaces: [{ spaceId: scenario.spaceId, role: 'space.commenter' }] });
    expect(await titles(await serviceActor(scenario.world, drafts.token))).toEqual([
      'Entwurf',
      'Passwortrichtlinie',
    ]);
  });

  test('has the permissions that it was given, and none of the others its owner has', async () => {
    const { token } = await make({ permissions: ['MEMBER_READ'] });
    const actor = await serviceActor(scenario.world, token);
    expect((await ask(actor, 'tenancy', MEMBERS)).errors).toEqual([]);
    const entries = await ask<{ auditEntries: { edges: unknown[] } }>(actor, 'compliance', ENTRIES);
    expect(entries.data.auditEntries.edges).toEqual([]);
  });

  test('loses what its owner loses at the next statement, in a context that was made before', async () => {
    const { world, acme, max, ada } = scenario;
    const owner = await world.person('Olga Kurz');
    await world.join(owner, acme, 'admin');
    const grant = await world.grant(owner, acme, scenario.spaceId, 'manager');
    const { token } = await makeService(world, owner, acme, {
      permissions: ['MEMBER_READ'],
      spaces: [{ spaceId: scenario.spaceId, role: 'space.viewer' }],
    });
    const actor = await serviceActor(world, token);
    expect(await titles(actor)).toEqual(['Passwortrichtlinie']);
    await world.revoke(grant);
    expect(await titles(actor)).not.toContain('Passwortrichtlinie');
    expect(await titles(await serviceActor(world, token))).toBe('NOT_FOUND');
    const members = async () => (await ask(actor, 'tenancy', MEMBERS)).text;
    expect(await members()).toContain(ada.id);
    await world.sql(
      "UPDATE tenancy.membership SET role_key = 'organization.guest' WHERE account_id = $1 AND org_id = $2",
      [owner.id, acme.id],
    );
    expect(await members()).not.toContain(max.id);
    await world.sql(
      'UPDATE tenancy.membership SET valid_to = clock_timestamp() WHERE account_id = $1 AND org_id = $2',
      [owner.id, acme.id],
    );
    expect(await resolveToken(world, token)).toEqual({ actor: null, refused: 'token' });
    expect(await refusals(token)).toEqual(['OWNER_LEFT']);
    // Coming back does not bring the token back to life.
    await world.join(owner, acme, 'admin');
    await world.sql('UPDATE identity.service_secret SET refused_at = NULL');
    expect(await resolveToken(world, token)).toEqual({ actor: null, refused: 'token' });
    expect(await refusals(token)).toEqual(['OWNER_LEFT', 'TOKEN_REVOKED']);
  });

  test('is nothing at the next statement after it was ended or has expired', async () => {
    const { world, ada, acme } = scenario;
    for (const end of ['revoke', 'expire', 'secret'] as const) {
      const { id, token } = await make({ spaces: [{ spaceId: scenario.spaceId, role: 'space.viewer' }] });
      const actor = await serviceActor(world, token);
      expect(await titles(actor)).toEqual(['Passwortrichtlinie']);
      if (end === 'revoke') await must(world.as(ada, acme).at('identity').run(REVOKE, { id }));
      if (end === 'expire')
        await world.sql(
          "UPDATE identity.service_account SET expires_at = now() - interval '1 s' WHERE service_account_id = $1",
          [id],
        );
      if (end === 'secret')
        await world.sql(
          'UPDATE identity.service_secret SET revoked_at = now() WHERE service_account_id = $1',
          [id],
        );
      expect(await titles(actor), end).not.toContain('Passwortrichtlinie');
      expect(await resolveToken(world, token)).toEqual({ actor: null, refused: 'token' });
      expect(await refusals(token)).toEqual([end === 'expire' ? 'TOKEN_EXPIRED' : 'TOKEN_REVOKED']);
    }
  });

  test('is accepted from its addresses alone', async () => {
    const { token } = await make({ ipRanges: ['203.0.113.0/24', '2001:db8:1::/48'] });
    const from = async (ip: string) =>
      (await resolveToken(scenario.world, token, { ip })).refused ?? 'accepted';
    expect(await from('203.0.113.9')).toBe('accepted');
    expect(await from('::ffff:203.0.113.9')).toBe('accepted');
    expect(await from('2001:db8:1::7')).toBe('accepted');
    for (const ip of ['203.0.114.9', '2001:db8:2::7', '::1', '', 'fe80::1%eth0'])
      expect(await from(ip), ip).toBe('token');
    expect(await refusals(token)).toEqual(['ADDRESS_REFUSED']);
  });

  test('runs the operations that were chosen for it', async () => {
    const { token } = await make({ operations: ['ToolMembers'] });
    const run = async (operation: string) =>
      (await resolveToken(scenario.world, token, { operation })).refused;
    expect(await run('ToolMembers')).toBeNull();
    expect(await run('ToolDocuments')).toBe('operation');
    expect(await refusals(token)).toEqual(['OPERATION_REFUSED']);
  });

  test('has no Organization but its own', async () => {
    const { token } = await make({ permissions: ['MEMBER_READ'] });
    const { actor } = await resolveToken(scenario.world, token, { orgSlug: scenario.rival.slug });
    expect(actor).toMatchObject({ kind: 'service', org: null });
    expect((await ask(actor!, 'tenancy', MEMBERS)).errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  test('is no person: it signs in nowhere, founds nothing, gives nothing, and is in no list of people', async () => {
    const { world, acme } = scenario;
    const { id, token } = await make({
      permissions: ['MEMBER_READ', 'MEMBER_MANAGE', 'MEMBER_INVITE'],
      spaces: [{ spaceId: scenario.spaceId, role: 'space.manager' }],
    });
    const actor = await serviceActor(world, token);
    const code = async (subgraph: string, document: string, variables = {}) =>
      (await ask(actor, subgraph, document, variables)).errors[0]?.extensions.code;
    expect(
      await code('tenancy', 'mutation { createOrganization(input: { slug: "neu", name: "Neu" }) { id } }'),
    ).toBe('FORBIDDEN');
    expect(await code('identity', '{ sessions { id } }')).toBe('FORBIDDEN');
    expect(await code('identity', 'mutation { beginTotpEnrolment { uri } }')).toBe('FORBIDDEN');
    expect(await code('identity', 'mutation { signOut }')).toBe('FORBIDDEN');
    const grant = { spaceId: scenario.spaceId, userId: scenario.max.id, role: 'space.viewer' };
    expect(
      await code(
        'tenancy',
        'mutation($input: GrantAccessInput!) { grantSpaceAccess(input: $input) { id } }',
        {
          input: grant,
        },
      ),
    ).toBe('FORBIDDEN');
    const toItself = await world
      .as(scenario.ada, acme)
      .at('tenancy')
      .run('mutation($input: GrantAccessInput!) { grantSpaceAccess(input: $input) { id } }', {
        input: { ...grant, userId: id },
      });
    expect(toItself.errors[0]?.extensions.code).toBe('INVALID_INPUT');
    expect((await ask(actor, 'tenancy', MEMBERS)).text).not.toContain(id);
    const { openDoor } = await import('#runtime/db/door.js');
    const door = await openDoor({ url: world.db.logins.kopexa_tenancy, entities: [] });
    const found = door.write(actor.context, { alone: true }, ({ query }) =>
      query("SELECT tenancy.create_organization(uuidv7(), 'neu', 'Neu', uuidv7())"),
    );
    await expect(found).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await door.close();
  });

  test('acts under its own name in the audit trail', async () => {
    const { world, ada, acme } = scenario;
    const { token } = await make({
      name: 'Archivabgleich',
      spaces: [{ spaceId: scenario.spaceId, role: 'space.editor' }],
    });
    const actor = await serviceActor(world, token);
    await must(
      ask(actor, 'content', CREATE, { input: { spaceId: scenario.spaceId, title: 'Vom Werkzeug' } }),
    );
    const { edges } = await must<{ edges: { node: { sentence: string; actorKind: string } }[] }>(
      world.as(ada, acme).at('compliance').run(ENTRIES),
    );
    const said = edges.filter(({ node }) => node.actorKind === 'SERVICE').map(({ node }) => node.sentence);
    expect(said).toContain('Archivabgleich created the document “Vom Werkzeug”.');
    expect(said).toContain('Archivabgleich entered the Organization.');
    expect(said.some((sentence) => sentence.includes('this address is not allowed'))).toBe(true);
  });

  /** Why a token was refused, as the trail of its Organization has it. */
  async function refusals(token: string): Promise<string[]> {
    const rows = await scenario.world.sql<{ code: string }>(
      `SELECT e.code FROM compliance.audit_entry e JOIN identity.service_secret s ON s.service_account_id = e.actor_id
        WHERE s.token_hash = sha256($1::bytea) AND e.action = 'service_account.use' AND e.outcome = 'denied' AND e.actor_kind = 'service'
          AND e.org_id = s.org_id ORDER BY e.at`,
      [Buffer.from(token)],
    );
    return rows.map(({ code }) => code);
  }

  test('sees a document of another Space as one that does not exist', async () => {
    const { token } = await make({ spaces: [{ spaceId: scenario.openSpaceId, role: 'space.viewer' }] });
    const actor = await serviceActor(scenario.world, token);
    const { errors } = await ask(actor, 'content', 'query($id: ID!) { document(id: $id) { id } }', {
      id: published.id,
    });
    expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
  });
});
