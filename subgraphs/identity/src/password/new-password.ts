import { invalidInput } from '#runtime/errors/catalogue.js';
import type { BreachedPasswords } from './breached-passwords.js';
import type { PasswordHasher } from './hasher.js';
import { judgePassword, normalisePassword } from './password.policy.js';

/** What a new password is held against. */
export interface NewPassword {
  readonly password: string;
  /** The input field that carries it. */
  readonly field: string;
  /** Name, mail address and the names of Organizations: none of them may be the password. */
  readonly personal: readonly string[];
  readonly shortest: number;
  /** The Organization that asks for this length, if one does. */
  readonly askedBy?: string | null;
}

/**
 * Throws INVALID_INPUT when a new password is too short, guessable or known from a breach (NIST SP 800-63B-4
 * §3.1.1.2).
 */
export async function checkNewPassword(
  deps: { readonly breached: BreachedPasswords },
  input: NewPassword,
): Promise<void> {
  const { password, field, personal, shortest, askedBy } = input;
  const problem = judgePassword(password, personal, shortest, askedBy);
  if (problem) throw invalidInput(field, problem.de, problem.en);
  if (await isBreached(deps.breached, password)) throw invalidInput(field, BREACHED.de, BREACHED.en);
}

/** Throws INVALID_INPUT when a new password is one of the former ones that an Organization does not want back. */
export async function refuseFormer(
  deps: { readonly hasher: PasswordHasher },
  field: string,
  password: string,
  former: readonly string[],
): Promise<void> {
  for (const hash of former) {
    if (await deps.hasher.verify(hash, password)) throw invalidInput(field, FORMER.de, FORMER.en);
  }
}

async function isBreached(breached: BreachedPasswords, password: string): Promise<boolean> {
  const forms = new Set([password, normalisePassword(password)]);
  for (const form of forms) if (await breached.has(form)) return true;
  return false;
}

const BREACHED = {
  de: 'Dieses Passwort ist aus einem Datenleck bekannt. Wählen Sie ein anderes.',
  en: 'This password is known from a data breach. Choose another.',
};

const FORMER = {
  de: 'Dieses Passwort hatten Sie schon einmal, und eine Ihrer Organizations lässt es nicht wieder zu. Wählen Sie ein anderes.',
  en: 'You have had this password before, and one of your Organizations does not want it back. Choose another.',
};
