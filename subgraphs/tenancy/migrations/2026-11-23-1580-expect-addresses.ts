import { definerFunction } from '#runtime/db/table.js';

const live = (row: string): string =>
  `${row}.valid_from <= clock_timestamp() AND ${row}.valid_to > clock_timestamp()`;

/** Which Organizations have a say when somebody changes the address of their account, for identity. */
export const up = [
  // An Organization that lets people of certain domains in alone keeps its members among them. Whoever is outside of
  // them already stays as free as they were.
  definerFunction({
    signature: 'tenancy.keeps_within_domains(account uuid, old_mail text, new_mail text)',
    returns: 'text',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT o.name FROM tenancy.membership m JOIN tenancy.organization o ON o.org_id = m.org_id
   WHERE m.account_id = account AND ${live('m')}
     AND tenancy.mail_allowed(m.org_id, old_mail) AND NOT tenancy.mail_allowed(m.org_id, new_mail)
   ORDER BY lower(o.name) LIMIT 1`,
  }),
].join('\n');
