import { KopexaError } from '#runtime/errors/catalogue.js';
import type { Bilingual } from '#schema/permissions.js';

/** What a passkey that was not accepted failed by: the trail keeps it as `passkey.CHECK`. */
export type PasskeyCheck =
  | 'type'
  | 'challenge'
  | 'origin'
  | 'host'
  | 'presence'
  | 'verification'
  | 'signature'
  | 'counter'
  | 'account'
  | 'unknown'
  | 'form';

/** What people can do about it, where it is more than trying again. */
export const PASSKEY_SENTENCES = {
  verification: {
    de: 'Ihr Gerät hat nicht geprüft, dass Sie es sind. Richten Sie dort PIN, Fingerabdruck oder Gesichtserkennung ein, und versuchen Sie es noch einmal.',
    en: 'Your device did not check that it is you. Set up a PIN, fingerprint or face recognition there, and try again.',
  },
  counter: {
    de: 'Dieser Passkey wurde nicht angenommen, denn es gibt offenbar eine Kopie von ihm. Melden Sie sich auf einem anderen Weg an, entfernen Sie ihn unter „Sicherheit“ und richten Sie ihn neu ein.',
    en: 'This passkey was not accepted: there seems to be a copy of it. Sign in another way, remove it on the page “Security” and set it up anew.',
  },
} as const satisfies Partial<Record<PasskeyCheck, Bilingual>>;

/** By what the library refuses, as its sentences begin (WebAuthn Level 3 §7.1, §7.2). */
const SAID: readonly (readonly [RegExp, PasskeyCheck])[] = [
  [/^Unexpected \w+ response type/, 'type'],
  [/challenge/, 'challenge'],
  [/ origin/, 'origin'],
  [/^Unexpected RP ID hash/, 'host'],
  [/not present/, 'presence'],
  [/verification/, 'verification'],
];

/** The check that made the library throw; `form` for what it could not read. */
export function checkOf(error: unknown): PasskeyCheck {
  const said = error instanceof Error ? error.message : '';
  return SAID.find(([sentence]) => sentence.test(said))?.[1] ?? 'form';
}

/** The refusal: one code, a sentence of its own where there is something to do, and the check for the trail. */
export function refusedPasskey(
  check: PasskeyCheck,
  accountId: string | null = null,
  cause?: unknown,
): KopexaError {
  const sentences: Partial<Record<PasskeyCheck, Bilingual>> = PASSKEY_SENTENCES;
  return new KopexaError('INVALID_PASSKEY', {
    ...(sentences[check] && { message: sentences[check] }),
    aim: { type: 'Account', id: accountId, reason: `passkey.${check}` },
    cause,
  });
}
