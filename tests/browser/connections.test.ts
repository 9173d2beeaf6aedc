import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../kit/browser.js';
import { OIDC_CLIENT, startOidcPeer, type OidcPeer } from '../kit/idp/oidc.js';
import { makeForge } from '../kit/idp/saml-forge.js';
import { makeTestAuthority } from '../kit/idp/tls.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { inspect } from './inspection.js';
import { signInAs, visit, type Visitor } from './visitor.js';

const JONAS = 'jonas.wirth@lindenhof.example';
const SIGN_IN = '/o/lindenhof/admin/sign-in';

let folder: string;
let peer: OidcPeer;
let product: RunningProduct;
let browser: Browser;
let jonas: Visitor;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kopexa-connections-'));
  const authority = await makeTestAuthority();
  peer = await startOidcPeer(authority);
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, authority.ca);
  const environment = { KOPEXA_SSO_PRIVATE_HOSTS: peer.peer.host, KOPEXA_SSO_CA_FILE: caFile };
  [product, browser] = await Promise.all([startProduct({ environment }), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await peer?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(['de', 'en'] as const)('connections (%s)', (language) => {
  const isGerman = language === 'de';
  beforeAll(async () => {
    // A person's own language counts once they are signed in: the second time it is English, chosen before.
    const spoken = await visit(browser, product.url, 'de', { ignoreHTTPSErrors: true });
    await signInAs(spoken, product, JONAS);
    jonas = isGerman ? spoken : await inEnglish(spoken);
  });
  afterAll(() => jonas.page.context().close());

  /** Makes a draft from a preset and waits for its page. */
  async function draft(preset: string, name: string): Promise<void> {
    const { page, words, button } = jonas;
    await page.goto(SIGN_IN);
    await button('connections.new').press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: preset, exact: true }).check();
    await dialog.getByLabel(words('connections.name')).fill(name);
    await dialog.getByRole('button', { name: words('connections.create') }).press('Enter');
    // Two pairs of RSA keys are made with a SAML draft.
    await page.waitForURL(/admin\/sign-in\/.+/, { timeout: 60_000 });
    await page.getByRole('heading', { level: 1, name }).waitFor();
  }

  it('begin with a list and a choice', async () => {
    const { page, words, button } = jonas;
    await page.goto(SIGN_IN);
    await page.getByRole('heading', { level: 2, name: words('domains.title') }).waitFor();
    expect(await inspect(page, `connections-${language}`, isGerman)).toEqual([]);
    await button('connections.new').click();
    await page.getByRole('dialog').getByRole('radio').first().waitFor();
    expect(await inspect(page, `connections-new-${language}`, isGerman)).toEqual([]);
  });

  it('say what a SAML provider has to be told, and take its facts by hand', async () => {
    const { page, words } = jonas;
    await draft('SAML 2.0', `SAML ${language}`);
    await page.getByRole('radio', { name: words('connections.saml.byHand') }).check();
    await page.getByLabel(words('connections.saml.certificate'), { exact: true }).fill('MIIB');
    await page
      .getByLabel(words('connections.saml.entityId'), { exact: true })
      .fill('https://idp.example.com');
    await page
      .getByLabel(words('connections.saml.ssoUrl'), { exact: true })
      .fill('https://idp.example.com/sso');
    await page.getByLabel(words('connections.reason'), { exact: true }).fill('Test');
    await page.getByRole('button', { name: words('connections.save') }).click();
    await page.getByText(isGerman ? /lässt sich nicht verwenden/ : /cannot be used/).waitFor();
    // At the top, so that the bar does not lie over half a control.
    await page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
    expect(await inspect(page, `connection-saml-${language}`, isGerman)).toEqual([]);
  });

  it('renew the keys of a SAML connection step by step', async () => {
    const { button, field, sees } = jonas;
    const { certificate } = await makeForge('https://idp.example.com');
    await field('connections.saml.certificate').fill(certificate);
    await field('connections.reason').first().fill('Test');
    await button('connections.save').first().click();
    await sees('connections.keys.state.steady');
    await renew('BEGIN', 'begun');
    await renew('SWITCH', 'switched');
    await button('connections.keys.step.END').waitFor();
  });

  /** Takes one step of renewing keys, and looks at what it leads to. */
  async function renew(step: 'BEGIN' | 'SWITCH', state: string): Promise<void> {
    const { page, words, button, sees } = jonas;
    const form = page.locator('form').filter({ has: button(`connections.keys.step.${step}`) });
    await form.getByLabel(words('connections.reason'), { exact: true }).fill('Läuft aus');
    await button(`connections.keys.step.${step}`).click();
    await sees(`connections.keys.state.${state}`);
    await button(`connections.keys.step.${step}`).waitFor({ state: 'detached' });
    await page
      .getByRole('heading', { name: words('connections.keys'), exact: true })
      .scrollIntoViewIfNeeded();
    expect(await inspect(page, `connection-keys-${state}-${language}`, isGerman)).toEqual([]);
  }

  it('are set up, tried out at a real provider and switched on, by keyboard alone', async () => {
    const { page, words, button, field, sees } = jonas;
    peer.signsIn({
      ...{ sub: `jonas-${language}`, email: JONAS, email_verified: true, name: 'Jonas Wirth' },
      ...{ groups: ['staff'], amr: ['mfa'] },
    });
    await draft('OpenID Connect', `Firma ${language}`);
    peer.allow(await field('connections.our.callback').inputValue());
    await field('connections.issuer').fill(peer.issuer);
    await field('connections.clientId').fill(OIDC_CLIENT.id);
    await field('connections.clientSecret').fill(OIDC_CLIENT.secret);
    await field('connections.reason').fill('Erste Einrichtung');
    await button('connections.save').press('Enter');
    await button('connections.test.begin').press('Enter');
    await sees('connections.test.ok');
    await sees('connections.test.good');
    await page.getByText('oidc.nonce').waitFor();
    await page.getByRole('checkbox', { name: 'amr:mfa' }).press('Space');
    await button('connections.assurance.save').press('Enter');
    await page.getByRole('button', { name: words('connections.restore.label', { version: 1 }) }).waitFor();
    await sees('connections.on.ready');
    expect(await inspect(page, `connection-tested-${language}`, isGerman)).toEqual([]);
    await button('connections.on').press('Enter');
    await sees('connections.status.ACTIVE');
    await page.getByText(words('connections.on.inForce', { version: 2 })).waitFor();
    expect(await inspect(page, `connection-active-${language}`, isGerman)).toEqual([]);
  });

  it('say what is wrong with an issuer', async () => {
    const { page, button, field, sees } = jonas;
    await draft('Keycloak, OpenID Connect', `Falsch ${language}`);
    await field('connections.issuer').fill(`${peer.issuer}/nothing`);
    await field('connections.clientId').fill('x');
    await field('connections.clientSecret').fill('irgendein-secret');
    await field('connections.reason').fill('Test');
    await button('connections.save').press('Enter');
    await sees('connections.issuer.failed');
    await page.getByText('discovery.document').waitFor();
    expect(await inspect(page, `connection-issuer-${language}`, isGerman)).toEqual([]);
  });

  it('need domains, which are proven in the DNS', async () => {
    const { page, words, button, field } = jonas;
    await page.goto(SIGN_IN);
    await field('domains.new').fill(isGerman ? 'gmail.com' : 'gmx.de');
    await button('domains.add').press('Enter');
    await page
      .getByText(isGerman ? /kann jeder eine Adresse haben/ : /Anybody can have an address/)
      .waitFor();
    await field('domains.new').fill(`lindenhof-${language}.invalid`);
    await button('domains.add').press('Enter');
    await page.getByText(isGerman ? /Das ist keine Domain/ : /This is not a domain/).waitFor();
    await field('domains.new').fill(`lindenhof-${language}.de`);
    await button('domains.add').press('Enter');
    const domain = page.getByRole('listitem').filter({ hasText: `lindenhof-${language}.de` });
    await domain.getByRole('button', { name: words('domains.check') }).press('Enter');
    await domain
      .getByText(words('domains.notFound'))
      .or(domain.getByText(words('domains.noAnswer')))
      .waitFor();
    expect(await inspect(page, `domains-${language}`, isGerman)).toEqual([]);
    await domain.getByRole('button', { name: words('domains.remove') }).press('Enter');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: words('domains.remove') })
      .press('Enter');
    await domain.waitFor({ state: 'detached' });
    expect(jonas.problems).toEqual([]);
  });
});

/** Changes the language where everybody does: in the account. */
async function inEnglish(visitor: Visitor): Promise<Visitor> {
  const { page, words } = visitor;
  await page.goto('/account');
  await page.getByRole('combobox', { name: words('language.label') }).click();
  await page.getByRole('option', { name: 'English' }).click();
  await page.getByRole('button', { name: words('action.save') }).click();
  await page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
  const storageState = await page.context().storageState();
  const english = await visit(browser, product.url, 'en', { storageState, ignoreHTTPSErrors: true });
  await page.context().close();
  return english;
}
