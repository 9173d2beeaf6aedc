import { definerFunction } from '#runtime/db/table.js';

/**
 * What other rooms may know about accounts. Names only of people who are or were members of the context's
 * Organization (and of oneself); mail addresses only with `member.read`.
 */
export const up = [
  definerFunction({
    signature: 'identity.people(ids uuid[])',
    returns: 'TABLE (account_id uuid, name text, email text)',
    volatility: 'STABLE',
    execute: ['kopexa_identity', 'kopexa_compliance'],
    body: `
#variable_conflict use_column
DECLARE me uuid := platform.user_id(); known uuid[] := tenancy.people_of_org(ids); sees_mail boolean := tenancy.may('member.read');
BEGIN
  RETURN QUERY SELECT a.account_id, a.name, CASE WHEN sees_mail OR a.account_id = me THEN a.email END
    FROM identity.account a WHERE a.account_id = ANY(ids) AND (a.account_id = me OR a.account_id = ANY(known));
END`,
  }),
  // Who of these people has a confirmed second factor; for the list of members.
  definerFunction({
    signature: 'identity.second_factor_of(ids uuid[])',
    returns: 'uuid[]',
    volatility: 'STABLE',
    execute: ['kopexa_tenancy'],
    body: `
BEGIN
  IF NOT tenancy.may('member.read') THEN RETURN '{}'; END IF;
  RETURN coalesce((SELECT array_agg(t.account_id) FROM identity.totp_factor t
                    WHERE t.account_id = ANY(tenancy.people_of_org(ids)) AND t.confirmed_at IS NOT NULL), '{}');
END`,
  }),
  // The proven mail address of whoever is signed in; an invitation is good for its address only.
  definerFunction({
    signature: 'identity.own_email()',
    returns: 'text',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_tenancy', 'kopexa_identity'],
    body: `SELECT a.email FROM identity.account a WHERE a.account_id = platform.user_id()`,
  }),
  // For mail that the worker sends: where and in which language.
  definerFunction({
    signature: 'identity.contacts(ids uuid[])',
    returns: 'TABLE (account_id uuid, email text, name text, locale text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_worker'],
    body: `SELECT a.account_id, a.email, a.name, a.locale FROM identity.account a WHERE a.account_id = ANY(ids)`,
  }),
].join('\n');
