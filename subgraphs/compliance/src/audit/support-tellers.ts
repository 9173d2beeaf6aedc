import { type Teller, type Tellers } from './teller.js';

/** For how long, and in how many Spaces. */
const open: Teller = (told) => {
  const hours = told.after('SupportAccess', 'hours');
  if (typeof hours !== 'number') return null;
  const spaces = told.count('SupportSpace', 'role_key');
  if (told.language === 'de') {
    const where = spaces === 0 ? 'ohne Spaces' : spaces === 1 ? 'mit einem Space' : `mit ${spaces} Spaces`;
    return `dem Support des Betreibers für ${hours === 1 ? 'eine Stunde' : `${hours} Stunden`} den Zugang geöffnet, ${where}`;
  }
  const where = spaces === 0 ? 'without Spaces' : spaces === 1 ? 'with one Space' : `with ${spaces} Spaces`;
  return `opened access to the operator’s support for ${hours === 1 ? 'one hour' : `${hours} hours`}, ${where}`;
};

/** How many came in, and are out now. */
const end: Teller = (told) => {
  const visitors = told.after('SupportAccess', 'support_visitors');
  if (typeof visitors !== 'number') return null;
  if (told.language === 'de') {
    const whom =
      visitors === 0
        ? 'niemand war hereingekommen'
        : `für ${visitors === 1 ? 'eine Person' : `${visitors} Personen`}`;
    return `den Support-Zugang beendet (${whom})`;
  }
  const whom =
    visitors === 0 ? 'nobody had come in' : `for ${visitors === 1 ? 'one person' : `${visitors} people`}`;
  return `ended the support access (${whom})`;
};

/** Support access, with particulars. */
export const SUPPORT_TELLERS: Tellers = { 'support_access.open': open, 'support_access.end': end };
