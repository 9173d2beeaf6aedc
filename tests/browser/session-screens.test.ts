import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '#runtime/db/bootstrap.js';
import { launchBrowser } from '../kit/browser.js';
import { adminUrlOf } from '../kit/product-session.js';
import { startProduct, type RunningProduct } from '../kit/product.js';
import { freshCode } from './authenticator.js';
import { inspect } from './inspection.js';
import { saved, startDocument, textOf, write } from './steps.js';
import { demoCredentials, signInAs, visit, type Visitor } from './visitor.js';

const EVA = 'eva.brandt@nordwerk.example';
const GRACE = 'grace.hoffmann@hoffmann-audit.example';
const REASONS = {
  SSO_REQUIRED: 'entry.text.sso',
  FACTOR: 'entry.text.factor',
  TOO_OLD: 'entry.text.old',
  ADDRESS: 'entry.text.address',
  PASSWORD: 'entry.text.password',
  IDLE: 'entry.text.idle',
} as const;

let product: RunningProduct;
let browser: Browser;

beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const inDatabase = (sql: string, params: unknown[] = []) =>
  withClient(adminUrlOf(product), (client) => client.query(sql, params));
/** Lets everybody's sessions of one account rest, as an hour without a request does. */
const rest = (email: string) =>
  inDatabase(
    `UPDATE identity.session SET last_seen_at = now() - interval '61 minutes'
      WHERE account_id = (SELECT account_id FROM identity.account WHERE email = $1)`,
    [email],
  );
/** Makes every Organization refuse everybody for one reason, whatever its policy, or nobody. */
const bar = (reason: keyof typeof REASONS | null) =>
  inDatabase(`CREATE OR REPLACE FUNCTION tenancy.entry_bar(org uuid, account uuid, session uuid, address text) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ SELECT ${reason ? `'${reason}'` : 'NULL::text'} $$`);

/** What the Organization of the demo asks for, in minutes and hours; null: nothing. */
const policy = async (idleMinutes: number | null, hours = 24): Promise<void> => {
  await inDatabase('DELETE FROM tenancy.entry_policy');
  if (idleMinutes === null) return;
  await inDatabase(
    `INSERT INTO tenancy.entry_policy (org_id, is_sso_required, is_passkeys_only, idle_minutes, session_hours, addresses,
         password_length, password_history, password_days, sign_up_domains)
       SELECT org_id, false, false, $1, $2, '{}', 8, 0, 0, '{}' FROM tenancy.organization WHERE slug = 'nordwerk'`,
    [idleMinutes, hours],
  );
};

describe('a session that rests while somebody writes', () => {
  let eva: Visitor;
  const dialog = () => eva.page.getByRole('dialog', { name: eva.words('idle.title') });
  const code = async () => freshCode(demoCredentials(product, EVA).secret);
  beforeAll(async () => {
    eva = await visit(browser, product.url);
    await signInAs(eva, product, EVA);
  });

  it('asks for one factor above the text', async () => {
    await startDocument(eva, 'Datenschutz', 'Pausenkonzept');
    await write(eva, 'Erster Satz.');
    await rest(EVA);
    await eva.page.keyboard.type(' Zweiter Satz, nach der Pause.');
    await dialog().waitFor();
    expect(await inspect(eva.page, 'session-idle-de')).toEqual([]);
    await eva.page.keyboard.press('Escape');
    expect(await dialog().isVisible()).toBe(true);
    expect(await textOf(eva)).toContain('Zweiter Satz, nach der Pause.');
  });

  it('goes on where it was after one code, every keystroke saved', async () => {
    await eva.field('field.code').fill(await code());
    await dialog().waitFor({ state: 'detached' });
    await saved(eva);
    await eva.page.reload();
    await eva.page.getByRole('textbox', { name: eva.words('editor.text') }).waitFor();
    expect(await textOf(eva)).toBe('Erster Satz. Zweiter Satz, nach der Pause.');
  });

  it('asks on a page of its own when the page was closed meanwhile, and leads back', async () => {
    const place = eva.page.url();
    await rest(EVA);
    await eva.page.goto(place);
    await eva.page.waitForURL('**/second-factor?next=**');
    await eva.field('field.code').fill(await code());
    await eva.page.waitForURL(place);
  });

  it('warns a minute before', async () => {
    await eva.page.clock.install();
    await eva.page.goto('/o/nordwerk');
    await eva.page.getByRole('heading', { level: 1 }).waitFor();
    // A late answer would put the end of the stay off.
    await eva.page.waitForLoadState('networkidle');
    await eva.page.clock.fastForward('58:30');
    await eva.page.getByRole('alertdialog', { name: eva.words('idle.warning') }).waitFor();
    expect(await inspect(eva.page, 'session-warning-de')).toEqual([]);
    await eva.button('idle.stay').click();
    await eva.page.getByRole('alertdialog').waitFor({ state: 'detached' });
  });

  it('warns by the limit of the Organization where that is stricter', async () => {
    await policy(5, 24);
    await eva.page.goto('/o/nordwerk');
    await eva.page.getByRole('heading', { level: 1 }).waitFor();
    await eva.page.waitForLoadState('networkidle');
    await eva.page.clock.fastForward('03:30');
    const warning = eva.page.getByRole('alertdialog', { name: eva.words('idle.warning') });
    await warning.waitFor();
    await eva.button('idle.stay').click();
    await warning.waitFor({ state: 'detached' });
    await policy(null);
    await eva.page.goto('/o/nordwerk');
    await eva.page.getByRole('heading', { level: 1 }).waitFor();
    await eva.page.waitForLoadState('networkidle');
    await eva.page.clock.fastForward('03:30');
    expect(await warning.count()).toBe(0);
  });
});

describe('an Organization whose policy refuses a session', () => {
  let grace: Visitor;
  beforeAll(async () => {
    grace = await visit(browser, product.url, 'en');
    await signInAs(grace, product, GRACE);
  });
  afterAll(() => bar(null));

  it.each(Object.entries(REASONS))('says what it asks for: %s', async (reason, text) => {
    await bar(reason as keyof typeof REASONS);
    await grace.page.goto('/o/nordwerk');
    await grace.sees(text);
    expect(await inspect(grace.page, `entry-${reason.toLowerCase().replaceAll('_', '-')}-en`, false)).toEqual(
      [],
    );
    await grace.link('entry.others').click();
    await grace.page.waitForURL('**/organizations');
  });

  it('asks above the page when somebody is at work there', async () => {
    await bar(null);
    await grace.page.goto('/o/nordwerk/search');
    const home = grace.page.getByRole('navigation').getByRole('link', { name: grace.words('home.title') });
    await home.first().waitFor();
    await grace.page.waitForLoadState('networkidle');
    await bar('IDLE');
    await home.first().click();
    const dialog = grace.page.getByRole('dialog', { name: grace.words('idle.title') });
    await dialog.waitFor();
    expect(await inspect(grace.page, 'entry-idle-above-en')).toEqual([]);
    await bar(null);
    await grace.field('field.code').fill(await freshCode(demoCredentials(product, GRACE).secret));
    await dialog.waitFor({ state: 'detached' });
    await grace.page.getByRole('heading', { level: 1 }).waitFor();
  });

  it('says a minute before that it asks for another sign-in', async () => {
    await policy(60, 1);
    await inDatabase(
      `UPDATE identity.session SET started_at = now() - interval '59 minutes 5 seconds'
        WHERE account_id = (SELECT account_id FROM identity.account WHERE email = $1)`,
      [GRACE],
    );
    await grace.page.goto('/o/nordwerk');
    const warning = grace.page.getByRole('alertdialog');
    await warning.waitFor();
    expect(await inspect(grace.page, 'session-end-en')).toEqual([]);
    await grace.button('idle.seen').click();
    await warning.waitFor({ state: 'detached' });
    await policy(null);
  });

  it('shows where one is signed in, by what, and the last sign-ins', async () => {
    await grace.page.goto('/account/security');
    await grace.sees('sessions.way.passwordAndApp');
    await grace.sees('signIns.ok');
    expect(await inspect(grace.page, 'security-sign-ins-en')).toEqual([]);
  });
});
