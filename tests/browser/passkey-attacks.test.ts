import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERRORS } from '#runtime/errors/catalogue.js';
import { launchBrowser } from '../kit/browser.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { answerOn, foreignPages, optionsIn, relay, witnessOf, type Said } from './ceremonies.js';
import { inspect } from './inspection.js';
import { virtualAuthenticator, type VirtualAuthenticator } from './virtual-authenticator.js';
import { signInAs, visit, type Visitor } from './visitor.js';

const ADA = 'ada.lange@nordwerk.example';
const REFUSED = ERRORS.INVALID_PASSKEY;
/** What the page says where there is something to do. */
const TOLD = {
  unverified:
    'Ihr Gerät hat nicht geprüft, dass Sie es sind. Richten Sie dort PIN, Fingerabdruck oder Gesichtserkennung ein, und versuchen Sie es noch einmal.',
  copied:
    'Dieser Passkey wurde nicht angenommen, denn es gibt offenbar eine Kopie von ihm. Melden Sie sich auf einem anderen Weg an, entfernen Sie ihn unter „Sicherheit“ und richten Sie ihn neu ein.',
};
/** Makes a page ask less of the authenticator than the server told it to. */
const LOOSENED = `for (const ceremony of ['get', 'create']) {
  const asked = navigator.credentials[ceremony].bind(navigator.credentials);
  navigator.credentials[ceremony] = (options) => {
    const { publicKey } = options;
    const selection = { ...publicKey.authenticatorSelection, userVerification: 'discouraged' };
    return asked({ ...options, publicKey: { ...publicKey, userVerification: 'discouraged', authenticatorSelection: selection } });
  };
}`;

/** What real Chromium makes of the attacks on passkeys, and what the server says to what it makes. */
describe('a passkey in Chromium', () => {
  let product: RunningProduct;
  let browser: Browser;
  let ada: Visitor;
  let authenticator: VirtualAuthenticator;
  let foreign: Awaited<ReturnType<typeof foreignPages>>;
  let witness: ReturnType<typeof witnessOf>;
  let key: { id: string; publicKey: Uint8Array<ArrayBuffer> };

  beforeAll(async () => {
    [product, browser, foreign] = await Promise.all([startProduct(), launchBrowser(), foreignPages()]);
    ada = await visit(browser, product.url);
    authenticator = await virtualAuthenticator(ada.page);
    await signInAs(ada, product, ADA);
    const { page, button, words } = ada;
    await page.goto('/account/security');
    await button('passkey.add').click();
    await page.getByRole('dialog').getByLabel(words('passkey.name'), { exact: true }).fill('Laptop');
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: 'Laptop', exact: true }).waitFor();
    witness = witnessOf(product, ADA);
    const [row] = (await witness.standing()).passkeys;
    key = { id: row!.id.toString('base64url'), publicKey: new Uint8Array(row!.key) };
  });
  afterAll(async () => {
    foreign?.close();
    await browser?.close();
    await product?.stop();
  });

  /** Runs an attack that must change nothing and leave this reason in the trail. */
  async function refused(
    reason: string,
    attack: () => Promise<void>,
    action = 'session.sign_in_with_passkey',
  ) {
    const before = await witness.standing();
    await attack();
    expect(await witness.entry(action)).toEqual({ outcome: 'denied', code: reason });
    expect(await witness.standing()).toEqual(before);
  }

  const begun = async (): Promise<string> => optionsIn(await relay(product.url, 'BeginPasskey'));
  const send = (response: string): Promise<Said> =>
    relay(product.url, 'SignInWithPasskey', { input: { response } }, { 'accept-language': 'de' });
  const signedIn = { data: { signInWithPasskey: { next: 'DONE' } }, isSignedIn: true };
  const turnedAway = { data: null, code: 'INVALID_PASSKEY', message: REFUSED.de, isSignedIn: false };

  /** Whether the library would take an answer, were it not for what is loosened: one thing alone stops the attack. */
  const wouldPass = (
    response: string,
    loosened: { origin?: string; rpId?: string; unverified?: true } = {},
  ) =>
    verifyAuthenticationResponse({
      response: JSON.parse(response) as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
      expectedChallenge: () => true,
      expectedOrigin: loosened.origin ?? product.url,
      expectedRPID: loosened.rpId ?? 'localhost',
      credential: { ...key, counter: 0 },
      requireUserVerification: !loosened.unverified,
    }).then(
      ({ verified }) => verified,
      () => false,
    );

  it('signs in as it should: so far nothing is wrong', async () => {
    await ada.page.context().clearCookies();
    await ada.page.goto('/sign-in');
    await ada.button('passkey.signIn').click();
    await ada.page.waitForURL('**/o/**');
    expect(await send(await answerOn(ada.page, 'get', await begun()))).toMatchObject(signedIn);
  });

  it('is refused without user verification, though a script had the page ask for none', async () => {
    const page = await ada.page.context().newPage();
    const lax = await virtualAuthenticator(page);
    await lax.restore(await authenticator.copy());
    await lax.verify(false);
    await page.context().clearCookies();
    await page.goto('/sign-in');
    // Asked as the server wants it, Chromium itself says no, and nothing is sent.
    expect(await answerOn(page, 'get', await begun())).toBe('NotAllowedError');
    await page.evaluate(LOOSENED);
    await refused('passkey.verification', async () => {
      await page.getByRole('button', { name: ada.words('passkey.signIn'), exact: true }).click();
      await page.getByText(TOLD.unverified, { exact: true }).waitFor();
    });
    expect(await inspect(page, 'passkey-unverified-de')).toEqual([]);
    const answer = await answerOn(page, 'get', await begun(), { userVerification: 'discouraged' });
    expect([await wouldPass(answer), await wouldPass(answer, { unverified: true })]).toEqual([false, true]);
    await page.close();
  });

  it('is refused for another challenge, too late, and a second time', async () => {
    const { page } = ada;
    const [first, second] = [await begun(), await begun()];
    const ofFirst = await answerOn(page, 'get', first);
    const { challenge } = JSON.parse(second) as { challenge: string };
    const claimed = JSON.parse(ofFirst) as { response: { clientDataJSON: string } };
    const data = Buffer.from(claimed.response.clientDataJSON, 'base64url').toString();
    const { challenge: asked } = JSON.parse(first) as { challenge: string };
    claimed.response.clientDataJSON = Buffer.from(data.replace(asked, challenge)).toString('base64url');
    // Said to answer the other question, the signature no longer fits; and that question is used up.
    await refused('passkey.signature', async () =>
      expect(await send(JSON.stringify(claimed))).toEqual(turnedAway),
    );
    await witness.sql("UPDATE identity.passkey_challenge SET expires_at = now() - interval '1 second'");
    await refused('passkey.challenge', async () => expect(await send(ofFirst)).toEqual(turnedAway));
    const once = await answerOn(page, 'get', await begun());
    expect(await send(once)).toMatchObject(signedIn);
    await refused('passkey.challenge', async () => expect(await send(once)).toEqual(turnedAway));
    // What nobody's ceremony asked is no answer to the question of a session, and the page says so.
    const foreignAnswer = await answerOn(page, 'get', await begun());
    await page.route('**/graphql', async (route) => {
      const body = route.request().postDataJSON() as { variables?: { input?: { response?: string } } };
      if (!body.variables?.input?.response) return route.fallback();
      body.variables.input.response = foreignAnswer;
      return route.fallback({ postData: body });
    });
    await witness.sql('DELETE FROM identity.passkey_challenge');
    await page.context().clearCookies();
    await page.goto('/sign-in');
    await refused('passkey.challenge', async () => {
      await ada.button('passkey.signIn').click();
      await page.getByText(REFUSED.de, { exact: true }).waitFor();
    });
    await page.unrouteAll();
  });

  it('is refused from another port of the same host, where Chromium lets it be shown', async () => {
    const { page } = ada;
    const origin = `http://localhost:${foreign.port}`;
    await page.goto(origin);
    const answer = await answerOn(page, 'get', await begun());
    await refused('passkey.origin', async () => expect(await send(answer)).toEqual(turnedAway));
    expect([await wouldPass(answer), await wouldPass(answer, { origin })]).toEqual([false, true]);
  });

  it('is not shown to another host, and what is shown there under its own name is refused', async () => {
    const { page } = ada;
    const host = 'kopexa.localhost';
    const origin = `http://${host}:${foreign.port}`;
    for (const place of [origin, `http://127.0.0.1:${foreign.port}`]) {
      await page.goto(place);
      expect(await answerOn(page, 'get', await begun()), place).toBe('SecurityError');
    }
    await page.goto(product.url);
    expect(await answerOn(page, 'get', await begun(), { rpId: host })).toBe('SecurityError');
    await page.goto(origin);
    const own = await authenticator.copy();
    await authenticator.restore(own.map((credential) => ({ ...credential, rpId: host })));
    const answer = await answerOn(page, 'get', await begun(), { rpId: host });
    await authenticator.restore(own);
    await refused('passkey.origin', async () => expect(await send(answer)).toEqual(turnedAway));
    // The origin is the first of two that do not fit: each alone is enough.
    expect(await wouldPass(answer, { origin })).toBe(false);
    expect(await wouldPass(answer, { rpId: host })).toBe(false);
    expect(await wouldPass(answer, { origin, rpId: host })).toBe(true);
  });

  it('is refused when a copy of it comes later with an earlier counter, and its owner is told', async () => {
    const { page, button, words } = ada;
    const signInByPasskey = async () => {
      await page.context().clearCookies();
      await page.goto('/sign-in');
      await button('passkey.signIn').click();
    };
    const copy = await authenticator.copy();
    for (const time of ['once', 'twice']) {
      await signInByPasskey();
      await page.waitForURL('**/o/**');
      expect(await witness.entry('session.sign_in_with_passkey'), time).toMatchObject({ outcome: 'ok' });
    }
    await authenticator.restore(copy);
    await refused('passkey.counter', async () => {
      await signInByPasskey();
      await page.getByText(TOLD.copied, { exact: true }).waitFor();
    });
    expect(await inspect(page, 'passkey-copied-de')).toEqual([]);
    const answer = await answerOn(page, 'get', await begun());
    await refused('passkey.counter', async () => {
      expect(await send(answer)).toEqual({ ...turnedAway, message: TOLD.copied });
    });
    // The counter alone stops it.
    expect(await wouldPass(answer)).toBe(true);
    await signInAs(ada, product, ADA);
    await page.goto('/account/security');
    await page
      .getByRole('cell', { name: words('signIns.failed.copied') })
      .first()
      .waitFor();
    await ada.sees('signIns.failed.unverified');
    expect(await inspect(page, 'security-passkey-refused-de')).toEqual([]);
    const inbox = await browser.newPage();
    await expect
      .poll(async () => {
        await inbox.goto(`http://localhost:${product.port + 1}/`);
        return inbox
          .locator('details', { hasText: ADA })
          .filter({ hasText: /Es gibt eine Kopie/ })
          .count();
      })
      .toBe(2);
    await inbox.close();
  });

  it('is not set up without user verification, or on somebody else’s page', async () => {
    const { page } = ada;
    const [cookie] = (await page.context().cookies()).filter(({ name }) => name.startsWith('kopexa_session'));
    const own = { cookie: `${cookie?.name}=${cookie?.value}`, 'accept-language': 'de' };
    const options = async () => optionsIn(await relay(product.url, 'BeginPasskeyRegistration', {}, own));
    const register = (response: string) =>
      relay(product.url, 'RegisterPasskey', { input: { name: 'Fremd', response } }, own);
    const lax = { authenticatorSelection: { userVerification: 'discouraged' }, excludeCredentials: [] };
    await authenticator.restore([], 'simple');
    expect(await answerOn(page, 'create', await options())).toBe('NotAllowedError');
    await refused(
      'passkey.verification',
      async () => {
        const said = await register(await answerOn(page, 'create', await options(), lax));
        expect(said).toEqual({ ...turnedAway, message: TOLD.unverified });
      },
      'passkey.register',
    );
    await authenticator.restore([]);
    await page.goto(`http://localhost:${foreign.port}`);
    await refused(
      'passkey.origin',
      async () => {
        expect(await register(await answerOn(page, 'create', await options()))).toEqual(turnedAway);
      },
      'passkey.register',
    );
    const host = 'kopexa.localhost';
    await page.goto(`http://${host}:${foreign.port}`);
    expect(await answerOn(page, 'create', await options())).toBe('SecurityError');
    await refused(
      'passkey.origin',
      async () => {
        const renamed = { rp: { id: host, name: 'Kopexa' } };
        expect(await register(await answerOn(page, 'create', await options(), renamed))).toEqual(turnedAway);
      },
      'passkey.register',
    );
    await page.goto(product.url);
    expect(await register(await answerOn(page, 'create', await options()))).toMatchObject({ code: null });
  });
});
