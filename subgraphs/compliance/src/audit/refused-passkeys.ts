import type { Language } from './words.js';

/** Why a passkey was not accepted, by the check that failed. */
const CHECKS: Record<string, Record<Language, string>> = {
  'passkey.type': {
    de: 'der Passkey antwortete auf etwas anderes, als gefragt war',
    en: 'the passkey answered something else than was asked',
  },
  'passkey.challenge': {
    de: 'der Passkey antwortete auf keine offene Frage dieser Sitzung',
    en: 'the passkey answered no open question of this session',
  },
  'passkey.origin': {
    de: 'der Passkey wurde auf einer fremden Seite gezeigt',
    en: 'the passkey was shown to a page of somebody else',
  },
  'passkey.host': {
    de: 'der Passkey ist für eine andere Adresse',
    en: 'the passkey is for another address',
  },
  'passkey.presence': {
    de: 'niemand hat das Gerät berührt',
    en: 'nobody touched the device',
  },
  'passkey.verification': {
    de: 'das Gerät hat nicht geprüft, wer davor sitzt',
    en: 'the device did not check who was in front of it',
  },
  'passkey.signature': {
    de: 'die Unterschrift des Passkeys stimmte nicht',
    en: 'the signature of the passkey was wrong',
  },
  'passkey.counter': {
    de: 'es gibt offenbar eine Kopie des Passkeys',
    en: 'there seems to be a copy of the passkey',
  },
  'passkey.account': {
    de: 'der Passkey gehört zu einem anderen Konto',
    en: 'the passkey belongs to another account',
  },
  'passkey.unknown': {
    de: 'dieser Passkey ist nicht eingerichtet',
    en: 'this passkey is not set up',
  },
  'passkey.form': {
    de: 'die Antwort des Passkeys war nicht zu lesen',
    en: 'the answer of the passkey could not be read',
  },
};

/** The reason in words; null for any other code. */
export function refusedPasskey(code: string | null, language: Language): string | null {
  return CHECKS[code ?? '']?.[language] ?? null;
}
