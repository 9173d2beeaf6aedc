import { setTimeout as sleep } from 'node:timers/promises';
import { generateSync } from 'otplib';
import { withClient } from '#runtime/db/bootstrap.js';
import { adminUrlOf } from '../kit/product-session.js';
import type { StartedProduct } from '../kit/product.js';

const PERIOD_MS = 30_000;
const lastStep = new Map<string, number>();

/**
 * A code that was not used yet, as an authenticator app would show it (RFC 6238).
 *
 * Codes work once and up to one step early, so the second code within a period is the next period's; for a third
 * one this waits.
 */
export async function freshCode(secret: string): Promise<string> {
  const step = Math.max(currentStep(), (lastStep.get(secret) ?? 0) + 1);
  while (step > currentStep() + 1) await sleep(250);
  lastStep.set(secret, step);
  return generateSync({ secret, epoch: (step * PERIOD_MS) / 1000 });
}

/**
 * Lets the codes of the present half minute count once more, for a test that needs many of them and is about something
 * else: that a code counts once is shown where signing in is tested.
 */
export async function forgetUsedCodes(product: StartedProduct): Promise<void> {
  lastStep.clear();
  await withClient(adminUrlOf(product), (client) =>
    client.query('UPDATE identity.totp_factor SET last_step = 0'),
  );
}

const currentStep = (): number => Math.floor(Date.now() / PERIOD_MS);
