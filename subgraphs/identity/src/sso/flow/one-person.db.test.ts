import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person, World } from '#runtime/testing/world.js';
import { createOwnKeys } from '../saml/own-keys.js';
import { givePassword } from '#tests/kit/credentials.js';
import { cookieBrowser, openOidcDoor, type CameBack, type OidcDoor } from '#tests/kit/idp/oidc-door.js';
import { send } from '#tests/kit/idp/saml-door.js';
import { samlSettings } from '#tests/kit/idp/saml-connection.js';
import { makeSamlIdp, type SamlIdp } from '#tests/kit/idp/saml.js';
import { giveConnection, holder, tokenOf } from '#tests/kit/sso.js';

/** One person of a company that has both OpenID Connect and SAML, and what is left when the company’s sign-in is gone. */
describe('One person of a company', () => {
  let d: OidcDoor;
  let idp: SamlIdp;
  let saml: string;
  beforeAll(async () => {
    d = await openOidcDoor();
    const keys = await createOwnKeys('test');
    idp = await makeSamlIdp();
    const config = { ...samlSettings(idp.forge, keys, { ssoUrl: idp.ssoUrl }) };
    saml = await giveConnection(d.world, d.acme, d.owner, { kind: 'saml', config, secret: keys.secret });
  }, 60_000);
  afterAll(() => d.close());

  const sessionOf = async (
    browser: ReturnType<typeof cookieBrowser>,
    { location }: CameBack,
  ): Promise<Person> => holder(tokenOf(await d.finish(browser, location)));
  async function byOidc(): Promise<Person> {
    const browser = cookieBrowser();
    return sessionOf(browser, await d.comeBack(browser, d.op.answer(await d.start(browser, d.connection))));
  }
  async function bySaml(email: string): Promise<Person> {
    const browser = cookieBrowser();
    const redirectUrl = await d.start(browser, saml);
    const metadata = await (await fetch(`${d.door.gateway.url}/sso/saml/${saml}/metadata`)).text();
    const fields = await idp.answer(metadata, redirectUrl, {
      nameId: `saml of ${email}`,
      email,
      name: 'Nele Neu',
    });
    const body = new URLSearchParams({ ...fields });
    return sessionOf(browser, await send(d.door, null, `/sso/saml/${saml}/acs`, { method: 'POST', body }));
  }
  const idOf = async (world: World, person: Person) => (await world.actor(person)).userId;

  it('is the same by invitation, by OpenID Connect and by SAML', async () => {
    const invited = await d.world.person('Nele Neu');
    await givePassword(d.world, invited);
    await d.world.sql('UPDATE identity.account SET email = $1 WHERE account_id = $2', [
      d.op.person['email'],
      invited.id,
    ]);
    await d.world.join(invited, d.acme, 'guest');
    for (const come of [byOidc, () => bySaml(String(d.op.person['email'])), byOidc])
      expect(await idOf(d.world, await come())).toBe(invited.id);
    const roles = await d.world.sql('SELECT role_key FROM tenancy.membership WHERE account_id = $1', [
      invited.id,
    ]);
    expect(roles).toEqual([{ role_key: 'organization.guest' }]);
    const known = await d.world.sql('SELECT subject FROM identity.external_identity WHERE account_id = $1', [
      invited.id,
    ]);
    expect(known).toHaveLength(2);
  });

  it('who comes by both for the first time at once gets one account', async () => {
    await d.world.sql('DELETE FROM identity.external_identity');
    await d.world.sql("UPDATE identity.account SET email = 'former@acme.example' WHERE email = $1", [
      d.op.person['email'],
    ]);
    const both = await Promise.all([byOidc(), bySaml(String(d.op.person['email']))]);
    const [one, other] = await Promise.all(both.map((person) => idOf(d.world, person)));
    expect(one).toBe(other);
  });

  it('whose company’s sign-in is gone is let in by whom the Organization has exempted', async () => {
    await d.world.sql(
      "INSERT INTO tenancy.entry_policy VALUES ($1, true, false, 60, 24, '{}', 8, 0, 0, '{}')",
      [d.acme.id],
    );
    const colleague = await d.world.person('Karl Kollege');
    await d.world.join(colleague, d.acme, 'admin');
    await d.world.sql(
      `INSERT INTO tenancy.policy_exemption (exemption_id, org_id, account_id, reason, granted_by)
         VALUES (uuidv7(), $1, $2, 'Break-glass', $2)`,
      [d.acme.id, d.owner.id],
    );
    await d.op.close();
    const browser = cookieBrowser();
    const back = await d.comeBack(browser, d.op.answer(await d.start(browser, d.connection)));
    expect(back.location).toMatch(/^\/sso\/refused\?id=/);
    expect((await d.reason(back.requestId))?.code).toMatch(/^oidc\./);
    expect((await d.world.actor(d.owner, d.acme)).org?.id).toBe(d.acme.id);
    expect((await d.world.actor(colleague, d.acme)).barred?.reason).toBe('SSO_REQUIRED');
  });
});
