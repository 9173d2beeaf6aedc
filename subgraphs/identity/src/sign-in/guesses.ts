import { KopexaError } from '#runtime/errors/catalogue.js';
import type { RunQuery } from '../ports.js';

/** Failures in a row that an account bears before a way in is closed (NIST SP 800-63B-4 §3.2.2). */
export const MOST_FAILURES = 100;

/** Guesses at the password of a mail address, or at the codes of an account, however long apart. */
export interface Guess {
  readonly kind: 'password' | 'code';
  /** The mail address, or the account's id. */
  readonly who: string;
  /** A browser from which the account signed in before has a count of its own. */
  readonly browser: Buffer | null;
}

/** Counts guesses in a row, apart from the mutation's transaction. */
export interface Guesses {
  /** Counts one, before it is looked at; throws TOO_MANY_ATTEMPTS with the other ways in when it is one too many. */
  take(guess: Guess): Promise<void>;
}

/** The counter of guesses. `query` must commit at once, whatever becomes of the mutation. */
export function createGuesses(query: RunQuery): Guesses {
  return {
    take: async ({ kind, who, browser }) => {
      const rows = await query<{ open: boolean }>('SELECT identity.take_guess($1, $2, $3) AS open', [
        kind,
        who,
        browser,
      ]);
      if (rows[0]?.open !== true) throw new KopexaError('TOO_MANY_ATTEMPTS', { message: CLOSED[kind] });
    },
  };
}

/** The guess was right: in the mutation's transaction. */
export async function forgetGuesses(query: RunQuery, { kind, who, browser }: Guess): Promise<void> {
  await query('SELECT identity.forget_guesses($1, $2, $3)', [kind, who, browser]);
}

const CLOSED = {
  password: {
    de: 'Nach 100 falschen Eingaben nimmt Kopexa hier kein Passwort mehr an. Melden Sie sich mit einem Passkey oder über Ihre Organization an, oder setzen Sie das Passwort über „Passwort vergessen“ neu.',
    en: 'After 100 wrong entries Kopexa takes no password here any more. Sign in with a passkey or by your Organization, or set a new password by “Forgot your password?”.',
  },
  code: {
    de: 'Nach 100 falschen Codes nimmt Kopexa keinen Code Ihrer App mehr an. Verwenden Sie einen Passkey oder einen Wiederherstellungscode.',
    en: 'After 100 wrong codes Kopexa takes no code of your app any more. Use a passkey or a recovery code.',
  },
} as const;
