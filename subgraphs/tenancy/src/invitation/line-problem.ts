import type { Bilingual } from '#schema/permissions.js';

const TEXTS = {
  NO_ADDRESS: {
    de: 'Hier steht keine E-Mail-Adresse. Schreiben Sie sie zum Beispiel als ada.lange@firma.de.',
    en: 'There is no e-mail address here. Write it like ada.lange@company.com.',
  },
  TWICE: {
    de: 'Diese Adresse steht schon in Zeile {}. Streichen Sie eine der beiden.',
    en: 'This address is in line {} already. Take one of the two out.',
  },
  MEMBER: {
    de: 'Diese Person ist bereits Mitglied. Geben Sie ihr Zugriff in einem Space.',
    en: 'This person is a member already. Grant them access in a Space.',
  },
  INVITED: {
    de: 'Diese Person ist schon eingeladen. Senden Sie die offene Einladung erneut oder ziehen Sie sie zurück.',
    en: 'This person is invited already. Send the open invitation again or withdraw it.',
  },
  ROLE_UNKNOWN: {
    de: 'Eine Rolle „{}“ gibt es nicht. Schreiben Sie den Namen wie in der Auswahl.',
    en: 'There is no role “{}”. Write its name as in the list of roles.',
  },
  ROLE_ABOVE: {
    de: 'Die Rolle „{}“ gibt mehr, als Sie selbst dürfen. Wählen Sie eine andere.',
    en: 'The role “{}” gives more than you hold yourself. Choose another one.',
  },
  END_UNKNOWN: {
    de: '„{}“ ist kein Datum. Schreiben Sie es als 31.12.2026 oder 2026-12-31.',
    en: '“{}” is not a date. Write it as 2026-12-31 or 31.12.2026.',
  },
  END_IMPOSSIBLE: {
    de: 'Das Ende liegt in der Vergangenheit oder mehr als fünf Jahre voraus. Wählen Sie ein anderes.',
    en: 'The end is in the past or more than five years ahead. Choose another one.',
  },
  SPACE_UNKNOWN: {
    de: 'Einen Space „{}“ können Sie nicht vergeben: Es gibt ihn nicht, es gibt mehrere dieses Namens, oder Sie haben keinen Zugriff.',
    en: 'You cannot give a Space “{}”: there is none, there are several of that name, or you have no access.',
  },
  SPACE_MISSING: {
    de: 'Zu dieser Rolle im Space fehlt der Space. Ergänzen Sie ihn, oder lassen Sie die Rolle weg.',
    en: 'The Space for this role is missing. Add it, or leave the role out.',
  },
  SPACE_ROLE_UNKNOWN: {
    de: 'Eine Rolle „{}“ im Space gibt es nicht. Schreiben Sie den Namen wie in der Auswahl.',
    en: 'There is no role “{}” in a Space. Write its name as in the list of roles.',
  },
  SPACE_ROLE_ABOVE: {
    de: 'Die Rolle „{}“ dürfen Sie in diesem Space nicht geben. Wählen Sie eine andere, oder fragen Sie die Verantwortlichen.',
    en: 'You may not give the role “{}” in this Space. Choose another one, or ask its managers.',
  },
  LIMIT: {
    de: 'Heute sind noch {} Einladungen möglich. Laden Sie die übrigen Personen morgen ein.',
    en: '{} more invitations are possible today. Invite the remaining people tomorrow.',
  },
  QUOTES: {
    de: 'Ab hier ist ein Anführungszeichen nicht geschlossen. Ergänzen oder streichen Sie es.',
    en: 'A quotation mark is not closed from here on. Add or delete it.',
  },
} as const satisfies Record<string, Bilingual>;

/** What can stand in the way of a line. */
export type ProblemCode = keyof typeof TEXTS;

/** All of them. */
export const PROBLEM_CODES = Object.keys(TEXTS) as ProblemCode[];

/** What stands in the way of a line, with the way out in both languages. */
export interface LineProblem {
  readonly code: ProblemCode;
  readonly text: Bilingual;
}

/** The problem with what was written filled in. */
export function problemOf(code: ProblemCode, written = ''): LineProblem {
  const { de, en } = TEXTS[code];
  const fill = (text: string): string => text.replace('{}', () => written);
  return { code, text: { de: fill(de), en: fill(en) } };
}
