import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mail } from '#runtime/mail/mail.js';
import { startOutboxWorker, type OutboxWorker } from '#runtime/outbox/worker.js';
import {
  createWorld,
  TEST_ORIGIN,
  type Answer,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import { codeFor, giveCredentials } from '#tests/kit/credentials.js';
import { SoftPasskey } from '#tests/kit/passkey.js';
import { replaceInFunction } from '#tests/kit/replace-in-function.js';
import { asserted, DOUBLE, DOUBLES } from '#tests/kit/sso-double.js';
import * as kit from '#tests/kit/sso.js';

const room = (wanted: string): (typeof SUBGRAPHS)[number] => SUBGRAPHS.find(({ name }) => name === wanted)!;
const [identity, tenancy] = [room('identity'), room('tenancy')];

const codeOf = ({ errors }: Answer): string => errors[0]?.extensions.code ?? 'DONE';
const tokenIn = (answer: Answer): string => answer.extensions.kopexa?.session?.token ?? '';
const FRESH = 'Nebel über der Elbe';
const BEGIN_KEY = 'mutation { beginPasskeyEnrolment { json } }';
const CONFIRM_KEY =
  'mutation($input: RegisterPasskeyInput!) { confirmPasskeyEnrolment(input: $input) { next } }';
const BEGIN_APP = 'mutation { beginTotpEnrolment { secret } }';
const CONFIRM_APP = 'mutation($input: CodeInput!) { confirmTotpEnrolment(input: $input) { next } }';
const REQUEST = 'mutation($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) }';
const RESET = 'mutation($input: ResetPasswordInput!) { resetPassword(input: $input) { next } }';
const ACCEPT = 'mutation($token: String!) { acceptInvitation(token: $token) { slug } }';
const ASK = 'mutation ($input: ResetFactorsInput!) { resetMemberFactors(input: $input) { id } }';
const APPROVE = 'mutation ($id: ID!) { approveFactorReset(resetId: $id) { state } }';

/** What a company's sign-in gives, and what somebody has by themselves. */
describe('Who comes by a company', () => {
  let world: World;
  let worker: OutboxWorker;
  let acme: TestOrganization;
  let other: TestOrganization;
  let owner: Person;
  let connection: string;
  let strong: string;
  const inbox: Mail[] = [];
  beforeAll(async () => {
    world = await createWorld([
      {
        ...identity,
        services: (given) => ({ ...(identity.services(given) as object), protocols: DOUBLES }),
      },
      tenancy,
    ]);
    worker = await startOutboxWorker({
      databaseUrl: world.db.logins.kopexa_worker,
      keyring: world.keyring,
      handlers: identity.outbox ?? {},
      tools: { mail: { send: (mail) => Promise.resolve(void inbox.push(mail)) }, origin: TEST_ORIGIN },
      report: (error) => {
        throw error;
      },
    });
    [acme, other] = [await world.organization('acme'), await world.organization('other')];
    owner = await world.person('Olga Eigen');
    await world.join(owner, acme, 'owner');
    await world.join(owner, other, 'owner');
    connection = await kit.giveConnection(world, acme, owner, DOUBLE);
    const config = { ...DOUBLE.config, acceptedAssurance: ['amr:mfa'] };
    strong = await kit.giveConnection(world, acme, owner, { ...DOUBLE, config });
    await kit.giveDomain(world, acme, owner, 'acme.example', connection);
  });
  afterAll(async () => {
    await worker.close();
    await world.close();
  });

  const run = (
    token: string | null,
    document: string,
    variables: Record<string, unknown> = {},
    organization: TestOrganization | null = null,
  ): Promise<Answer> =>
    world
      .as(token === null ? null : kit.holder(token), organization)
      .at('identity')
      .run(document, variables);
  const addressOf = (name: string): string => `${name}@acme.example`;
  const come = async (name: string, by = connection, assurance: string[] = []): Promise<string> => {
    const said = { email: addressOf(name), isEmailVerified: true, name: `Name ${name}`, assurance };
    return kit.tokenOf(await kit.comeBySso(world, by, asserted(`subject of ${name}`, said)));
  };
  const enrolApp = async (token: string): Promise<string> => {
    const { secret } = (await run(token, BEGIN_APP)).data['beginTotpEnrolment'] as { secret: string };
    const done = await run(token, CONFIRM_APP, { input: { code: codeFor(secret) } });
    expect(codeOf(done)).toBe('DONE');
    return tokenIn(done);
  };
  /** Asks for a link, and takes it out of the mail to that very address. */
  async function linkFor(email: string): Promise<string> {
    expect(codeOf(await run(null, REQUEST, { input: { email } }))).toBe('DONE');
    await worker.drain();
    const mail = inbox.findLast(({ to }) => to === email);
    return /\/reset\?token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
  }

  it('makes no passkey, also no first one: it would open every Organization from then on', async () => {
    const token = await come('victim');
    expect(codeOf(await run(token, BEGIN_KEY))).toBe('FORBIDDEN');
    const open = await replaceInFunction(world, 'identity.require_registration()', [
      'PERFORM identity.refuse_bound();',
      '',
    ]);
    await open.around(async () => {
      const key = new SoftPasskey(TEST_ORIGIN);
      const { json } = (await run(token, BEGIN_KEY)).data['beginPasskeyEnrolment'] as { json: string };
      const input = { name: 'Planted', response: key.register(json) };
      expect(codeOf(await run(token, CONFIRM_KEY, { input }))).toBe('DONE');
    });
  });

  it('may set up an app, which opens nothing by itself: the session stays bound', async () => {
    const token = await enrolApp(await come('with-app'));
    expect((await world.actor(kit.holder(token), acme)).org?.role).toBe('organization.member');
    const { userId } = await world.actor(kit.holder(token));
    await world.sql(
      "INSERT INTO tenancy.membership (org_id, account_id, role_key) VALUES ($1, $2, 'organization.member')",
      [other.id, userId],
    );
    expect((await world.actor(kit.holder(token), other)).org ?? null).toBeNull();
  });

  it('gets a password by a link to their own address, and with a factor of their own goes elsewhere', async () => {
    const bound = await come('leaver');
    const { userId } = await world.actor(kit.holder(bound));
    const invitation = 'an invitation to other';
    await world.sql(
      `INSERT INTO tenancy.invitation (invitation_id, org_id, email, role_key, token_hash, invited_by, expires_at)
         VALUES (uuidv7(), $1, $2, 'organization.member', $3, $4, now() + interval '1 day')`,
      [other.id, addressOf('leaver'), createHash('sha256').update(invitation).digest(), owner.id],
    );
    const accept = (token: string) =>
      world.as(kit.holder(token), null).at('tenancy').run(ACCEPT, { token: invitation });
    expect(codeOf(await accept(bound))).not.toBe('DONE');

    const link = await linkFor(addressOf('leaver'));
    const before = await world.sql('SELECT 1 FROM identity.password WHERE account_id = $1', [userId]);
    expect(before).toEqual([]);
    const answer = await run(null, RESET, { input: { token: link, password: FRESH } });
    expect(answer.data).toEqual({ resetPassword: { next: 'ENROL_SECOND_FACTOR' } });
    const own = await enrolApp(tokenIn(answer));
    expect(codeOf(await accept(own))).toBe('DONE');
    expect((await world.actor(kit.holder(own), other)).org?.role).toBe('organization.member');
    // What came by the connection is over, and what comes by it again opens its Organization alone.
    expect((await world.actor(kit.holder(bound))).userId).toBeNull();
    const again = await come('leaver');
    expect((await world.actor(kit.holder(again))).userId).toBe(userId);
    expect((await world.actor(kit.holder(again), other)).org ?? null).toBeNull();
    // Once.
    expect(codeOf(await run(null, RESET, { input: { token: link, password: FRESH } }))).toBe('LINK_EXPIRED');
  });

  it('still shows the factor they have after a link gave them a password', async () => {
    await enrolApp(await come('kept'));
    const answer = await run(null, RESET, {
      input: { token: await linkFor(addressOf('kept')), password: FRESH },
    });
    expect(answer.data).toEqual({ resetPassword: { next: 'VERIFY_SECOND_FACTOR' } });
  });

  it('gets no link as a canary, which has no password and is nobody', async () => {
    const canary = await world.person('Kanarienvogel');
    await world.sql('INSERT INTO identity.canary (account_id, place) VALUES ($1, 99)', [canary.id]);
    expect(await linkFor(canary.email)).toBe('');
  });

  it('does not reset an owner’s factors as two owners, neither asking nor agreeing', async () => {
    const makeOwner = async (name: string): Promise<Person> => {
      const person = await world.person(name);
      await giveCredentials(world, person);
      await world.sql('UPDATE identity.account SET email = $2 WHERE account_id = $1', [
        person.id,
        addressOf(name.toLowerCase()),
      ]);
      await world.join(person, acme, 'owner');
      await world.sql(
        "UPDATE tenancy.membership SET valid_from = now() - interval '2 days' WHERE account_id = $1",
        [person.id],
      );
      await world.sql('UPDATE identity.session SET mfa_at = now() WHERE account_id = $1 AND assurance = 2', [
        person.id,
      ]);
      return person;
    };
    const [bad, second, third] = [
      await makeOwner('Bad'),
      await makeOwner('Second'),
      await makeOwner('Third'),
    ];
    const asked = await run(bad.token, ASK, { input: { userId: third.id, reason: 'x' } }, acme);
    const { id } = asked.data['resetMemberFactors'] as { id: string };
    await world.sql(
      `INSERT INTO identity.external_identity (connection_id, subject, account_id, org_id)
         VALUES ($1, 'subject of second', $2, $3)`,
      [strong, second.id, acme.id],
    );
    const token = await come('second', strong, ['amr:mfa']);
    await world.sql('UPDATE identity.session SET mfa_at = now() WHERE connection_id = $1', [strong]);
    expect(codeOf(await run(token, APPROVE, { id }, acme))).toBe('FORBIDDEN');
    expect(codeOf(await run(token, ASK, { input: { userId: bad.id, reason: 'x' } }, acme))).toBe('FORBIDDEN');
    const open = await replaceInFunction(world, 'identity.approve_factor_reset(uuid, bytea)', [
      'PERFORM identity.refuse_bound();',
      '',
    ]);
    await open.around(async () => {
      expect(codeOf(await run(token, APPROVE, { id }, acme))).toBe('DONE');
    });
  });
});
