import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { replaceInFunction } from '#tests/kit/replace-in-function.js';
import * as kit from '#tests/kit/sso.js';
import { DOUBLE, DOUBLES, asserted } from '#tests/kit/sso-double.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';

const PREVIEW = `query($roleId: ID!, $permissions: [Permission!]!) { organization {
  rolePreview(roleId: $roleId, permissions: $permissions) { outgrownConnections endedSessions } } }`;
const UPDATE = 'mutation($input: UpdateRoleInput!) { updateRole(input: $input) { id version } }';
const HELD = ['ORGANIZATION_READ', 'MEMBER_READ'];

/** A connection's ceiling and who switched it on were judged by what roles held then; roles change afterwards. */
describe('a custom role that a connection hands out, changed afterwards', () => {
  let world: World;
  let acme: TestOrganization;
  let owner: Person;
  beforeAll(async () => {
    world = await createWorld(
      SUBGRAPHS.map((definition) =>
        definition.name === 'identity'
          ? {
              ...definition,
              services: (given) => ({ ...(definition.services(given) as object), protocols: DOUBLES }),
            }
          : definition,
      ),
    );
    acme = await world.organization('acme');
    owner = await world.person('Olga Eigen');
    await world.join(owner, acme, 'owner');
  });
  afterAll(() => world.close());

  const at = () => world.as(owner, acme).at('tenancy');
  async function newRole(): Promise<string> {
    const input = {
      scope: 'ORGANIZATION',
      name: newId(),
      description: '',
      permissions: HELD,
      reason: 'Needed.',
    };
    const { data, errors } = await at().run<{ createRole: { id: string } }>(
      'mutation($input: CreateRoleInput!) { createRole(input: $input) { id } }',
      { input },
    );
    expect(errors).toEqual([]);
    return data.createRole.id;
  }
  /** Switched on by somebody who could give no more than the role `by` may. */
  async function connectionFor(
    role: string,
    ceiling: string,
    by: string,
  ): Promise<(name: string) => Promise<string>> {
    const domain = `${newId()}.example`;
    const id = await kit.giveConnection(world, acme, owner, {
      ...DOUBLE,
      name: 'Werkszugang',
      config: { ...DOUBLE.config, acceptedAssurance: ['amr:mfa'] },
      newcomers: { role, ceiling },
    });
    await world.sql(
      `UPDATE identity.connection SET activated_as_owner = false,
         activated_with = tenancy.role_permissions(org_id, $2) WHERE connection_id = $1`,
      [id, by],
    );
    await kit.giveDomain(world, acme, owner, domain, id);
    return async (name) => {
      const who = { email: `${name}@${domain}`, isEmailVerified: true, assurance: ['amr:mfa'] };
      const answer = await kit.comeBySso(world, id, asserted(name, who));
      return answer.errors.length > 0 ? 'refused' : kit.tokenOf(answer);
    };
  }
  const preview = async (roleId: string, more: readonly string[]) =>
    (
      await at().run<{ organization: { rolePreview: object } }>(PREVIEW, {
        roleId,
        permissions: [...HELD, ...more],
      })
    ).data.organization.rolePreview;
  const change = async (roleId: string, more: readonly string[], expectedVersion = 1) => {
    const input = { roleId, expectedVersion, name: newId(), description: '', reason: 'More.' };
    const { errors } = await at().run(UPDATE, { input: { ...input, permissions: [...HELD, ...more] } });
    expect(errors).toEqual([]);
  };
  const roleIn = async (token: string) => (await world.actor(kit.holder(token), acme)).org?.role;

  it('brings in nobody new above the ceiling, which the dry run says; sessions go on while it is reached', async () => {
    const role = await newRole();
    const come = await connectionFor(role, 'organization.member', 'organization.admin');
    const token = await come('first');
    expect(await roleIn(token)).toBe(role);
    expect(await preview(role, [])).toEqual({ outgrownConnections: [], endedSessions: 0 });
    expect(await preview(role, ['GROUP_MANAGE'])).toEqual({
      outgrownConnections: ['Werkszugang'],
      endedSessions: 0,
    });
    await change(role, ['GROUP_MANAGE']);
    expect(await come('second')).toBe('refused');
    expect(await roleIn(token)).toBe(role);
  });

  it('ends the sessions of those whom the connection reaches no longer, also as its own ceiling', async () => {
    const role = await newRole();
    const come = await connectionFor(role, role, 'organization.member');
    const token = await come('third');
    const above = ['ACCESS_REVIEW'];
    expect(await preview(role, above)).toEqual({ outgrownConnections: ['Werkszugang'], endedSessions: 1 });
    const { around } = await replaceInFunction(world, 'tenancy.end_sessions_of_grown_role()', [
      'm.role_key = NEW.role_id::text',
      'false',
    ]);
    await around(() => change(role, above));
    expect(await roleIn(token)).toBe(role);
    await change(role, [...above, 'GROUP_MANAGE'], 2);
    expect(await roleIn(token)).toBeUndefined();
    expect(await come('fourth')).toBe('refused');
  });
});
