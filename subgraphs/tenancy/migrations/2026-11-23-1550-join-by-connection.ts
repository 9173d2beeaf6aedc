import { definerFunction } from '#runtime/db/table.js';

const TENANCY = 'kopexa_tenancy';
const now = (row: string): string =>
  `${row}.valid_from <= clock_timestamp() AND ${row}.valid_to > clock_timestamp()`;

const ACCEPTED =
  'TABLE (invitation_id uuid, org_id uuid, slug text, name text, role_key text, space_id uuid, joined boolean)';

/** How an account becomes a member by an invitation: by its link, or by coming through a connection. */
const invitations = [
  // The caller has taken the Organization's lock and knows that the account is who was invited.
  definerFunction({
    signature:
      'tenancy.settle_invitation(hash bytea, account uuid, address text, member uuid, first_grant uuid)',
    returns: ACCEPTED,
    volatility: 'VOLATILE',
    execute: [],
    body: `
#variable_conflict use_column
DECLARE offer tenancy.invitation := tenancy.standing_invitation(hash); is_new boolean; ends timestamptz;
BEGIN
  IF offer.org_id IS NULL THEN RETURN; END IF;
  IF address IS DISTINCT FROM offer.email THEN RAISE EXCEPTION 'For another address.' USING ERRCODE = 'KX404'; END IF;
  ends := coalesce(offer.until, 'infinity');
  is_new := NOT EXISTS (SELECT 1 FROM tenancy.membership m WHERE m.org_id = offer.org_id AND m.account_id = account AND ${now('m')});
  -- An invitation of before does not get around the domains that the Organization allows now.
  IF is_new AND NOT tenancy.mail_allowed(offer.org_id, address) THEN RETURN; END IF;
  IF is_new THEN
    PERFORM tenancy.end_what_was_held(offer.org_id, account);
    PERFORM identity.end_secrets_of(offer.org_id, account);
    INSERT INTO tenancy.membership (org_id, member_id, account_id, role_key, granted_by, valid_to)
      VALUES (offer.org_id, member, account, offer.role_key, offer.invited_by, ends);
  END IF;
  IF tenancy.is_support(offer.org_id, account) THEN offer.space_id := NULL; END IF;
  IF offer.space_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM tenancy.space_grant g WHERE g.org_id = offer.org_id
      AND g.space_id = offer.space_id AND g.principal_kind = 'user' AND g.principal_id = account AND g.valid_to > clock_timestamp()) THEN
    INSERT INTO tenancy.space_grant (grant_id, org_id, space_id, principal_kind, principal_id, role_key, granted_by, valid_to)
      VALUES (first_grant, offer.org_id, offer.space_id, 'user', account, offer.space_role_key, offer.invited_by, ends);
  END IF;
  UPDATE tenancy.invitation SET accepted_at = clock_timestamp(), accepted_by = account
   WHERE org_id = offer.org_id AND invitation_id = offer.invitation_id;
  RETURN QUERY SELECT offer.invitation_id, o.org_id, o.slug, o.name, m.role_key, offer.space_id, is_new
    FROM tenancy.organization o JOIN tenancy.membership m ON m.org_id = o.org_id AND m.account_id = account AND ${now('m')}
   WHERE o.org_id = offer.org_id;
END`,
  }),
  // A session that came by a connection takes invitations of its own Organization; to it the others do not exist.
  definerFunction({
    signature: 'tenancy.accept_invitation(hash bytea, member uuid, first_grant uuid)',
    returns: ACCEPTED,
    volatility: 'VOLATILE',
    execute: [TENANCY],
    body: `
#variable_conflict use_column
DECLARE c platform.request_context := platform.context(); offer tenancy.invitation; address text;
BEGIN
  IF c.user_id IS NULL OR c.assurance < 2 THEN RAISE EXCEPTION 'No second factor.' USING ERRCODE = 'KX403'; END IF;
  offer := tenancy.standing_invitation(hash);
  IF offer.org_id IS NULL OR coalesce(identity.bound_to(), offer.org_id) <> offer.org_id THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(offer.org_id::text, 20261123));
  SELECT p.email INTO address FROM identity.contacts(ARRAY[c.user_id]) p;
  IF address = offer.email AND NOT tenancy.is_member(c.user_id, offer.org_id) AND NOT tenancy.mail_allowed(offer.org_id, address) THEN
    RAISE EXCEPTION 'token|Diese Organization nimmt nur noch Personen bestimmter Domains auf. Fragen Sie, wer Sie eingeladen hat.|This Organization only takes in people of certain domains now. Ask whoever invited you.' USING ERRCODE = 'KX422';
  END IF;
  RETURN QUERY SELECT * FROM tenancy.settle_invitation(hash, c.user_id, address, member, first_grant);
  IF FOUND THEN PERFORM tenancy.enter(offer.org_id); END IF;
END`,
  }),
];

/** Membership of people who come by a connection of the Organization. */
const joining = [
  // Whether somebody has anything in another Organization: then one Organization alone cannot speak for the account.
  definerFunction({
    signature: 'tenancy.belongs_elsewhere(account uuid, org uuid)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT EXISTS (SELECT 1 FROM tenancy.membership m
                  WHERE m.account_id = account AND m.org_id <> org AND m.valid_to > clock_timestamp())`,
  }),
  definerFunction({
    signature: 'tenancy.is_member(account uuid, org uuid)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `SELECT EXISTS (SELECT 1 FROM tenancy.membership m WHERE m.account_id = account AND m.org_id = org AND ${now('m')})`,
  }),
  definerFunction({
    signature: 'tenancy.member_of(org uuid, account uuid)',
    returns: 'TABLE (member_id uuid, role_key text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `SELECT m.member_id, m.role_key FROM tenancy.membership m WHERE m.account_id = account AND m.org_id = org AND ${now('m')}`,
  }),
  // Whether a connection may give this role to somebody unknown: one of the Organization that is not above its ceiling,
  // never an owner's, and none that is given for a limited time only.
  definerFunction({
    signature: 'tenancy.within_ceiling(org uuid, wanted text, ceiling text)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT coalesce(tenancy.role_scope(org, wanted) = 'organization' AND tenancy.role_scope(org, ceiling) = 'organization'
    AND wanted <> 'organization.owner' AND NOT tenancy.needs_end(wanted)
    AND tenancy.counting(org, tenancy.role_permissions(org, wanted)) <@ tenancy.counting(org, tenancy.role_permissions(org, ceiling)), false)`,
  }),
  // Says 'member', 'invited' or 'joined', or the check that failed. Whoever was a member once and is not any more comes
  // back by an invitation only: an Organization that let somebody go has decided that.
  definerFunction({
    signature:
      'tenancy.join_by_connection(org uuid, account uuid, mail text, member uuid, first_grant uuid, newcomers jsonb, wanted text, author uuid)',
    returns: 'text',
    volatility: 'VOLATILE',
    execute: [],
    body: `
DECLARE hash bytea;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(org::text, 20261123));
  IF tenancy.is_member(account, org) THEN RETURN 'member'; END IF;
  IF EXISTS (SELECT 1 FROM tenancy.organization o WHERE o.org_id = org AND (o.archived_at IS NOT NULL OR o.deletes_at IS NOT NULL)) THEN
    RETURN 'arrival.organization';
  END IF;
  FOR hash IN SELECT i.token_hash FROM tenancy.invitation i WHERE i.org_id = org AND i.email = mail
      AND i.accepted_at IS NULL AND i.revoked_at IS NULL ORDER BY i.created_at DESC LOOP
    PERFORM tenancy.settle_invitation(hash, account, mail, member, first_grant);
    IF FOUND AND tenancy.is_member(account, org) THEN RETURN 'invited'; END IF;
  END LOOP;
  IF EXISTS (SELECT 1 FROM tenancy.membership m WHERE m.org_id = org AND m.account_id = account) THEN RETURN 'arrival.removed'; END IF;
  IF NOT coalesce((newcomers->>'allowed')::boolean, false) THEN RETURN 'arrival.newcomer'; END IF;
  IF NOT tenancy.mail_allowed(org, mail) THEN RETURN 'arrival.sign_up_domain'; END IF;
  IF NOT tenancy.within_ceiling(org, wanted, newcomers->>'ceiling') THEN RETURN 'arrival.role'; END IF;
  INSERT INTO tenancy.membership (org_id, member_id, account_id, role_key, granted_by) VALUES (org, member, account, wanted, author);
  RETURN 'joined';
END`,
  }),
];

/** How people who come by a connection become members, and no other way. */
export const up = [...invitations, ...joining].join('\n');
