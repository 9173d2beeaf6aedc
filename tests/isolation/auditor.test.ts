import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { buildSchemaOf } from '#runtime/graphql/subgraph.js';
import type { Person } from '#runtime/testing/world.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import { rootOperations } from '#tests/kit/operations.js';
import { createScenario, type Scenario } from '#tests/kit/scenario.js';
import { mutationCases as cases } from '../audit/all-cases.js';

/** What an auditor may do all the same. Nothing here changes what belongs to the Organization. */
const PERSONAL: Readonly<Record<string, readonly string[]>> = {
  'their own account': [
    ...['updateProfile', 'removeAvatar', 'changePassword', 'requestPasswordReset', 'resetPassword', 'signUp'],
    ...['requestEmailChange', 'cancelEmailChange', 'confirmEmailChange'],
    ...['beginPasskeyRegistration', 'registerPasskey', 'beginPasskey', 'confirmPasskey', 'verifyPasskey'],
    ...['beginTotpEnrolment', 'confirmTotpEnrolment', 'beginTotpReplacement', 'confirmTotpReplacement'],
    ...['confirmSecondFactor', 'verifySecondFactor', 'regenerateRecoveryCodes', 'signInWithPasskey'],
    ...['beginPasskeyEnrolment', 'confirmPasskeyEnrolment', 'beginAuthenticatorApp', 'addAuthenticatorApp'],
    ...['renewRecoveryCodes', 'redeemFactorReset', 'startSso', 'finishSso', 'linkSso'],
    ...['signIn', 'signOut', 'revokeSession', 'revokeOtherSessions'],
  ],
  'asking, and going': ['requestAccess', 'withdrawAccessRequest', 'leaveOrganization'],
  'an Organization of their own': ['createOrganization'],
  'taking along what they may read': ['beginDocumentExport', 'downloadFile'],
  'what everybody in the world may ask for': ['recheckClaim'],
};
const ALLOWED = Object.values(PERSONAL).flat();

const mutations = (
  await Promise.all(
    SUBGRAPHS.map(async (definition) => {
      const { schema } = await buildSchemaOf(definition);
      return rootOperations(schema).filter(({ kind }) => kind === 'mutation');
    }),
  )
)
  .flat()
  .map(({ field }) => field);

describe('an auditor', () => {
  let scenario: Scenario;
  let auditor: Person;
  let acting = false;
  beforeAll(async () => {
    const made = await createScenario();
    const { world, acme } = made;
    // What a case arranges it arranges as itself; what it tries is tried by the auditor.
    const as: typeof world.as = (person, organization, options) =>
      acting && person
        ? world.as(auditor, organization ? acme : organization, options)
        : world.as(person, organization, options);
    const actor: typeof world.actor = (person, organization, ...more) =>
      acting && person
        ? world.actor(auditor, organization ? acme : organization, ...more)
        : world.actor(person, organization, ...more);
    scenario = { ...made, world: { ...world, as, actor } };
  });
  afterAll(() => scenario.world.close());

  // Another one each time: some of what they may do ends their session.
  beforeEach(async () => {
    const { world, acme, spaceId, openSpaceId } = scenario;
    auditor = await world.person('Alan Auditor');
    await world.sql(
      `INSERT INTO tenancy.membership (org_id, account_id, role_key, valid_to)
       VALUES ($1, $2, 'organization.auditor', now() + interval '30 days')`,
      [acme.id, auditor.id],
    );
    // Given by a mistake, or before they became an auditor.
    for (const space of [spaceId, openSpaceId]) await world.grant(auditor, acme, space, 'manager');
  });

  it('has a short list of what is theirs, without what is gone', () => {
    expect(ALLOWED.filter((field) => !mutations.includes(field))).toEqual([]);
  });

  test.each(mutations)('changes nothing of the Organization by %s', async (field) => {
    const { allowed } = await cases[field]!(scenario);
    acting = true;
    const answer = await allowed().finally(() => (acting = false));
    const codes = answer.errors.map(({ extensions }) => extensions.code);
    if (ALLOWED.includes(field)) return;
    expect(codes).toEqual([expect.stringMatching(/^(FORBIDDEN|NOT_FOUND)$/)]);
  });

  it('reads what was shared, drafts and the trail of the Space, although the grant says more', async () => {
    const { world, acme, spaceId } = scenario;
    const { org } = await world.actor(auditor, acme);
    const held = org!.spaces.find(([, ids]) => ids.some((id) => id === spaceId))![0];
    expect([...held].sort()).toEqual(['document.read', 'document.read_draft', 'space.audit', 'space.read']);
  });

  it('would change things by the same grants as a member: the role alone keeps them from it', async () => {
    const { world, acme } = scenario;
    await world.sql(
      "UPDATE tenancy.membership SET role_key = 'organization.member', valid_to = 'infinity' WHERE account_id = $1",
      [auditor.id],
    );
    for (const field of ['createDocument', 'renameFile', 'grantSpaceAccess']) {
      const { allowed } = await cases[field]!(scenario);
      acting = true;
      const answer = await allowed().finally(() => (acting = false));
      expect(answer.errors, field).toEqual([]);
    }
    expect((await world.actor(auditor, acme)).org?.role).toBe('organization.member');
  });

  it('is nobody once their time is over', async () => {
    const { world, acme } = scenario;
    expect((await world.actor(auditor, acme)).org).not.toBeNull();
    await world.sql(
      "UPDATE tenancy.membership SET valid_from = now() - interval '2 days', valid_to = now() WHERE account_id = $1",
      [auditor.id],
    );
    expect((await world.actor(auditor, acme)).org).toBeNull();
  });
});
