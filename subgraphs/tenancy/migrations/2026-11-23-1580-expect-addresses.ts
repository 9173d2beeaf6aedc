import { definerFunction } from '#runtime/db/table.js';

const live = (row: string): string =>
  `${row}.valid_from <= clock_timestamp() AND ${row}.valid_to > clock_timestamp()`;

/** Which Organizations have a say when somebody changes the address of their account, for identity. */
export const up = [
  // A member, or somebody with an open invitation to this address: the Organization knows who comes with it.
  definerFunction({
    signature: 'tenancy.expects(org uuid, account uuid, mail text)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT EXISTS (SELECT 1 FROM tenancy.membership m WHERE m.org_id = org AND m.account_id = account AND ${live('m')})
      OR EXISTS (SELECT 1 FROM tenancy.invitation i WHERE i.org_id = org AND i.email = mail
                    AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > clock_timestamp())`,
  }),
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
