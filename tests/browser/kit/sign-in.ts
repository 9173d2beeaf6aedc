import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateSync } from 'otplib';
import type { Page } from 'playwright-core';
import type { Words } from './words.js';

interface Demo {
  readonly password: string;
  readonly people: readonly { readonly name: string; readonly secret: string }[];
}

/** Password and secrets of the demo's people, as the demo page knows them. */
export function readDemo(dataDirectory: string): Demo {
  return JSON.parse(readFileSync(join(dataDirectory, 'demo.json'), 'utf8')) as Demo;
}

/** The code of the moment, or of the step after it: each is good once. */
export function codeOf(secret: string, stepsAhead = 0): string {
  return generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + 30 * stepsAhead });
}

/** Signs a person of the demo in by their card, from wherever the page asks for it. */
export async function signInByCard(page: Page, dataDirectory: string, name: string): Promise<void> {
  const demo = readDemo(dataDirectory);
  const person = demo.people.find((one) => one.name === name);
  if (!person) throw new Error(`The demo has no ${name}.`);
  await page
    .getByRole('button', { name: new RegExp(name) })
    .first()
    .click();
  await page.locator('input[name=password]').fill(demo.password);
  await page.keyboard.press('Enter');
  await page.locator('input[name=code]').fill(codeOf(person.secret));
  await page.waitForURL((url) => !/sign-in|second-factor/.test(url.pathname));
}

/** Sets the second factor up; returns its secret. Ends where the person was going. */
export async function enrol(page: Page, words: Words): Promise<string> {
  await page.getByRole('heading', { name: words.enrolTitle }).waitFor();
  const secret = (await page.locator('code').first().innerText()).replaceAll(' ', '');
  await page.getByRole('button', { name: words.connected }).click();
  await page.getByLabel(words.code).fill(codeOf(secret));
  await page.getByRole('heading', { name: words.recoveryTitle }).waitFor();
  await page.getByLabel(words.kept).check();
  await page.getByRole('button', { name: words.finish }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/enrol'));
  return secret;
}
