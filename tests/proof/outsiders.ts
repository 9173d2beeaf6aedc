import type { Asker } from './asker.js';

/**
 * What the whole world may read, and why. It is the same for everybody, so it tells nobody anything of a foreign row.
 */
export const PUBLIC: Readonly<Record<string, string>> = {
  claimBoard: 'The trust page shows what is proven to anybody.',
  claimRequest: 'How far a check has come that somebody asked for; its id is a secret of the one who asked.',
  dpaDocument: 'The contract for data processing is public.',
  dpaPublications: 'Its published versions, too.',
  signInOptions: 'By what the people of a domain sign in: the sign-in page asks before anybody is known.',
  startSso: 'Everybody may begin to sign in by a connection; who comes back is judged then.',
  publicSuppliers: 'Sub-processors have to be named (GDPR Art. 28(2)).',
};

/** What somebody gets who belongs to no Organization here, and why. Everything else answers them with nothing. */
const OPEN: Readonly<Record<string, string>> = {
  ...PUBLIC,
  me: 'Who one is, and what is missing to be signed in.',
  personalData: 'What the product holds of oneself, whatever one belongs to.',
  ownAddress: 'The address of one’s own account, and one that waits to be confirmed.',
  passwordRules: 'What one’s own password has to be, also where no Organization asks for more.',
  sessions: 'The sessions of one’s own account.',
  myOrganizations: 'The Organizations that one belongs to, wherever one acts.',
};

/** Root fields of an answer that an outsider must not have got. */
export function openedTo(asker: Asker, data: unknown): string[] {
  if (asker.belongs || typeof data !== 'object' || data === null) return [];
  return Object.entries(data)
    .filter(([name, value]) => !isEmpty(value, asker) && !name.startsWith('__') && !(name in OPEN))
    .map(([name]) => name);
}

/** Nothing, or a list of nothings, as references to what does not exist give; or of oneself. */
function isEmpty(value: unknown, { person }: Asker): boolean {
  const isOneself = (each: unknown): boolean =>
    person !== null && (each as { id?: unknown } | null)?.id === person.id;
  return value === null || (Array.isArray(value) && value.every((each) => each === null || isOneself(each)));
}
