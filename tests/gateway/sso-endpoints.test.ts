import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import { openFrontDoor, type FrontDoor } from '#tests/kit/front-door.js';
import { createScenario, type Scenario } from '#tests/kit/scenario.js';
import { giveConnection } from '#tests/kit/sso.js';
import { DOUBLE } from '#tests/kit/sso-double.js';

/** What identity providers reach from outside, with the cookies and headers that browsers send them with. */
describe('The endpoints of single sign-on', () => {
  let scenario: Scenario;
  let door: FrontDoor;
  let connection: string;
  beforeAll(async () => {
    scenario = await createScenario();
    door = await openFrontDoor(scenario.world);
    connection = await giveConnection(scenario.world, scenario.acme, scenario.ada, DOUBLE);
  });
  afterAll(async () => {
    await door.close();
    await scenario.world.close();
  });

  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const elsewhere = { 'sec-fetch-site': 'cross-site', origin: 'https://idp.example' };
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${door.gateway.url}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...form, ...elsewhere, ...headers },
      body,
    });

  it('takes a form from another site where a SAML response is expected, and answers with a place of ours', async () => {
    const answer = await post(`/sso/saml/${connection}/acs`, 'SAMLResponse=x');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toMatch(/^\/sso\/refused\?id=[\w-]+$/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('answers a connection that nobody has, and one of somebody, alike', async () => {
    const shape = async (id: string) => {
      const answer = await post(`/sso/saml/${id}/acs`, 'SAMLResponse=x');
      return [answer.status, answer.headers.get('location')?.replace(/=.*/, ''), await answer.text()];
    };
    expect(await shape(newId())).toEqual(await shape(connection));
    expect((await post('/sso/saml/no-id/acs', 'SAMLResponse=x')).status).toBe(404);
  });

  it('takes forms nowhere else, and none that is too long', async () => {
    expect((await post('/graphql', 'query=x')).status).toBe(403);
    expect((await post('/graphql', 'query=x', { 'sec-fetch-site': 'same-origin' })).status).toBe(403);
    expect((await post(`/sso/oidc/${connection}/callback`, 'state=x')).status).toBe(403);
    expect((await post('/account/avatar', 'x=y')).status).toBe(403);
    expect((await post(`/sso/saml/${connection}/acs`, `SAMLResponse=${'x'.repeat(600_000)}`)).status).toBe(
      413,
    );
    const json = await post(`/sso/saml/${connection}/acs`, '{}', { 'content-type': 'application/json' });
    expect(json.status).toBe(415);
  });

  it('leads a browser that comes back with nothing to the one page', async () => {
    for (const query of ['', '?state=x&code=y', '?state=x&state=y', '?error=access_denied']) {
      const answer = await fetch(`${door.gateway.url}/sso/oidc/${connection}/callback${query}`, {
        redirect: 'manual',
        headers: { 'sec-fetch-site': 'cross-site' },
      });
      expect([query, answer.status]).toEqual([query, 303]);
      expect(answer.headers.get('location')).toMatch(/^\/sso\/refused\?id=/);
    }
  });

  it('begins with a cookie by which the browser is known again', async () => {
    const operation = door.operations.get('StartSso')!;
    const answer = await fetch(`${door.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-kopexa-client': 'web' },
      body: JSON.stringify({
        variables: { input: { connectionId: connection, returnPath: '/' } },
        extensions: { persistedQuery: { version: 1, sha256Hash: operation.hash } },
      }),
    });
    const { data } = (await answer.json()) as { data: { startSso: { redirectUrl: string } } };
    expect(new URL(data.startSso.redirectUrl).origin).toBe('https://github.com');
    expect(answer.headers.get('set-cookie')).toMatch(/browser.*; HttpOnly; SameSite=Lax/);
  });
});
