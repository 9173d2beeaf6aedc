import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createWorld,
  type Answer,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import { giveCredentials } from '#tests/kit/credentials.js';
import { replaceInFunction } from '#tests/kit/replace-in-function.js';
import { giveDomain } from '#tests/kit/sso.js';
import { identitySubgraph } from '../subgraph.js';

const REQUEST = 'mutation($email: String!) { requestEmailChange(input: {email: $email}) { email } }';
const CONFIRM = 'mutation($token: String!) { confirmEmailChange(input: {token: $token}) }';
const OWN = '{ ownAddress { email managedBy } }';
const ASK = 'identity.request_email_change(text,bytea)';
const DO = 'identity.confirm_email_change(bytea)';
const JUDGE = 'identity.judge_address(uuid,text,text)';

const codeOf = (answer: Answer): string | undefined => answer.errors[0]?.extensions.code;

/** Each defence alone holds: with it taken out, the address changes. */
describe('what keeps an address from being changed', () => {
  let world: World;
  let acme: TestOrganization;
  let owner: Person;
  let number = 0;

  beforeAll(async () => {
    world = await createWorld([identitySubgraph]);
    acme = await world.organization('acme');
    owner = await world.person('Olga Eigen');
    await world.join(owner, acme, 'owner');
    await giveDomain(world, acme, owner, 'acme.example', null);
  });
  afterAll(() => world.close());

  const run = (person: Person, document: string, variables: Record<string, unknown> = {}) =>
    world.as(person, null, { locale: 'en' }).at('identity').run(document, variables);
  const ask = (person: Person, email: string) => run(person, REQUEST, { email });
  const confirm = (person: Person, token: string) => run(person, CONFIRM, { token });
  const emailOf = async ({ id }: Person): Promise<string | undefined> =>
    (await world.sql<{ email: string }>('SELECT email FROM identity.account WHERE account_id = $1', [id]))[0]
      ?.email;
  const address = (domain = 'example.net'): string => `other.${(number += 1)}@${domain}`;
  const without = async <T>(name: string, pair: readonly [string, string], work: () => Promise<T>) =>
    (await replaceInFunction(world, name, pair)).around(work);

  async function somebody(name: string, email?: string): Promise<Person> {
    const person = await world.person(name);
    await giveCredentials(world, person);
    await world.sql('UPDATE identity.session SET mfa_at = now() WHERE account_id = $1 AND assurance = 2', [
      person.id,
    ]);
    if (email !== undefined)
      await world.sql('UPDATE identity.account SET email = $1 WHERE account_id = $2', [email, person.id]);
    return person;
  }

  /** A wish of somebody's, and the link to it. */
  async function linkOf(person: Person, email = address()): Promise<string> {
    expect((await ask(person, email)).errors).toEqual([]);
    const token = `a link that was mailed to ${email}`;
    await world.sql(
      'UPDATE identity.email_change SET token_hash = sha256($2::text::bytea) WHERE account_id = $1',
      [person.id, token],
    );
    return token;
  }

  it('a factor that was shown more than five minutes ago', async () => {
    const person = await somebody('Alma Alt');
    await world.sql(
      "UPDATE identity.session SET mfa_at = now() - interval '6 minutes' WHERE account_id = $1",
      [person.id],
    );
    expect(codeOf(await ask(person, address()))).toBe('STEP_UP_REQUIRED');
    await without(ASK, ['PERFORM identity.require_fresh_factor();', ''], async () => {
      expect((await ask(person, address())).errors).toEqual([]);
    });
  });

  it('a link that another account asked for', async () => {
    const [person, thief] = [await somebody('Rita Richtig'), await somebody('Dieter Dieb')];
    const token = await linkOf(person);
    expect(codeOf(await confirm(thief, token))).toBe('LINK_EXPIRED');
    await without(DO, ['e.account_id = account AND e.token_hash', 'e.token_hash'], async () => {
      expect((await confirm(thief, token)).errors).toEqual([]);
    });
    expect(await emailOf(thief)).not.toBe(thief.email);
  });

  it('a link that has expired', async () => {
    const person = await somebody('Sven Spät');
    const token = await linkOf(person);
    await world.sql(
      "UPDATE identity.email_change SET expires_at = now() - interval '1 second' WHERE account_id = $1",
      [person.id],
    );
    expect(codeOf(await confirm(person, token))).toBe('LINK_EXPIRED');
    await without(DO, ['AND e.expires_at > clock_timestamp()', ''], async () => {
      expect((await confirm(person, token)).errors).toEqual([]);
    });
  });

  it('the directory that keeps it, as long as the person is there', async () => {
    const person = await somebody('Dora Verzeichnis', 'dora@acme.example');
    await world.join(person, acme, 'member');
    await world.sql(
      `INSERT INTO identity.directory_user (directory_user_id, org_id, account_id, user_name, active)
       VALUES (uuidv7(), $1, $2, 'dora@acme.example', true)`,
      [acme.id, person.id],
    );
    expect((await run(person, OWN)).data).toEqual({
      ownAddress: { email: 'dora@acme.example', managedBy: 'Organization acme' },
    });
    const refused = await ask(person, address());
    expect(refused.errors[0]).toMatchObject({
      message:
        'Your address is managed in the directory of Organization acme. Ask those responsible in that Organization.',
      extensions: { code: 'INVALID_INPUT', field: 'input.email' },
    });
    await without(JUDGE, ["replace(identity.managed_by(account), '|', '/')", 'NULL::text'], async () => {
      expect((await ask(person, address())).errors).toEqual([]);
    });
    await world.sql('UPDATE tenancy.membership SET valid_to = now() WHERE account_id = $1', [person.id]);
    expect((await ask(person, address())).errors, 'who left takes the account along').toEqual([]);
  });

  it('an Organization that proved the domain and does not know the person', async () => {
    const stranger = await somebody('Stefan Fremd');
    const email = address('acme.example');
    const refused = await ask(stranger, email);
    expect(refused.errors[0]).toMatchObject({
      message: expect.stringContaining('belongs to an Organization of which you are no member') as string,
      extensions: { code: 'INVALID_INPUT', field: 'input.email' },
    });
    for (const near of ['sub.acme.example', 'notacme.example', 'acme.example.net'])
      expect((await ask(stranger, address(near))).errors, near).toEqual([]);
    await without(JUDGE, ['NOT tenancy.is_member(account, d.org_id)', 'false'], async () => {
      expect((await ask(stranger, email)).errors).toEqual([]);
    });
  });

  it('… which takes members alone, and answers alike whether or not it has invited the address', async () => {
    const [stranger, member] = [await somebody('Ina Neugierig'), await somebody('Mia Mitglied')];
    const [invited, unknown] = [address('acme.example'), address('acme.example')];
    await world.sql(
      `INSERT INTO tenancy.invitation (org_id, invitation_id, email, role_key, token_hash, invited_by, expires_at)
       VALUES ($1, uuidv7(), $2, 'organization.member', sha256($2::text::bytea), $3, now() + interval '1 hour')`,
      [acme.id, invited, owner.id],
    );
    const refused = await ask(stranger, invited);
    expect(codeOf(refused)).toBe('INVALID_INPUT');
    expect(refused.errors).toEqual((await ask(stranger, unknown)).errors);
    await world.join(member, acme, 'member');
    expect((await ask(member, invited)).errors).toEqual([]);
  });

  it('judges the domain once more when the link is used', async () => {
    const member = await somebody('Meike Gegangen');
    await world.join(member, acme, 'member');
    const token = await linkOf(member, address('acme.example'));
    await world.sql('UPDATE tenancy.membership SET valid_to = now() WHERE account_id = $1', [member.id]);
    const refused = await confirm(member, token);
    expect(refused.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.token' });
    expect(await emailOf(member)).toBe(member.email);
    const judged = "PERFORM identity.judge_address(account, wanted, 'input.token');";
    await without(DO, [judged, ''], async () => {
      expect((await confirm(member, token)).errors).toEqual([]);
    });
  });

  it('an Organization that only takes in people of certain domains', async () => {
    const closed = await world.organization('closed');
    await world.sql(
      "INSERT INTO tenancy.entry_policy VALUES ($1, false, false, 60, 24, '{}', 8, 0, 0, '{closed.example}')",
      [closed.id],
    );
    const person = await somebody('Klara Innen', 'klara@closed.example');
    await world.join(person, closed, 'member');
    const refused = await ask(person, address());
    expect(refused.errors[0]?.message).toBe(
      'Organization closed only takes in people of certain domains, and this is none of them. Choose another address.',
    );
    expect((await ask(person, address('closed.example'))).errors).toEqual([]);
    const held = "replace(tenancy.keeps_within_domains(account, present, wanted), '|', '/')";
    await without(JUDGE, [held, 'NULL::text'], async () => {
      expect((await ask(person, address())).errors).toEqual([]);
    });
    const outside = await somebody('Arno Außen');
    await world.join(outside, closed, 'member');
    expect((await ask(outside, address())).errors, 'who is outside already is free').toEqual([]);
  });

  describe('two accounts that confirm one address at the same moment', () => {
    beforeAll(async () => {
      // Whoever has changed their address waits here, before the commit.
      await world.sql(`
        CREATE TABLE content.gate (is_open boolean);
        INSERT INTO content.gate VALUES (true);
        CREATE FUNCTION content.wait_at_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
          BEGIN
            WHILE NOT (SELECT is_open FROM content.gate) LOOP PERFORM pg_sleep(0.005); END LOOP;
            RETURN NULL;
          END $$;
        CREATE TRIGGER wait_at_gate AFTER INSERT ON compliance.audit_entry FOR EACH ROW
          WHEN (NEW.action = 'account.change_email' AND NEW.outcome = 'ok') EXECUTE FUNCTION content.wait_at_gate();`);
    });

    async function race(): Promise<{
      answers: Answer[];
      emails: (string | undefined)[];
      email: string;
      people: Person[];
    }> {
      const email = address();
      const people = [await somebody('Rudi Rennt'), await somebody('Ruth Rennt')];
      const tokens: string[] = [];
      for (const [index, person] of people.entries()) {
        expect((await ask(person, email)).errors).toEqual([]);
        tokens.push(`link ${index} to ${email}`);
        await world.sql(
          'UPDATE identity.email_change SET token_hash = sha256($2::text::bytea) WHERE account_id = $1',
          [person.id, tokens[index]],
        );
      }
      const standing = (event: string) => async () => {
        const rows = await world.sql<{ count: number }>(
          `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND usename = 'kopexa_identity' AND wait_event = ANY($1)`,
          [event.split(' ')],
        );
        return rows[0]?.count ?? 0;
      };
      await world.sql('UPDATE content.gate SET is_open = false');
      const first = confirm(people[0]!, tokens[0]!);
      await expect.poll(standing('PgSleep'), { timeout: 4000 }).toBe(1);
      const second = confirm(people[1]!, tokens[1]!);
      await expect.poll(standing('PgSleep transactionid'), { timeout: 4000 }).toBe(2);
      await world.sql('UPDATE content.gate SET is_open = true');
      const answers = await Promise.all([first, second]);
      return { answers, email, people, emails: [await emailOf(people[0]!), await emailOf(people[1]!)] };
    }

    it('give it to one; the other is told, and nothing of theirs has changed', async () => {
      const { answers, emails, email, people } = await race();
      expect(answers[0]?.data).toEqual({ confirmEmailChange: email });
      expect(answers[1]?.errors[0]).toMatchObject({
        message: expect.stringContaining('belongs to another account by now') as string,
        extensions: { code: 'CONFLICT' },
      });
      expect(emails).toEqual([email, people[1]!.email]);
      const loser = await run(people[1]!, '{ me { assurance } ownAddress { email waiting { email } } }');
      expect(loser.data).toEqual({
        me: { assurance: 'MFA' },
        ownAddress: { email: people[1]!.email, waiting: { email } },
      });
    });

    it('would give it to both without the unique index', async () => {
      await world.sql('ALTER TABLE identity.account DROP CONSTRAINT account_email_key');
      const { emails, email } = await race();
      expect(emails).toEqual([email, email]);
    });
  });
});
