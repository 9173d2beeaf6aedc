import { setTimeout as sleep } from 'node:timers/promises';
import { generateSync } from 'otplib';

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

const currentStep = (): number => Math.floor(Date.now() / PERIOD_MS);
