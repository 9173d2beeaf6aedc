import { definerFunction } from '#runtime/db/table.js';

const TENANCY = 'kopexa_tenancy';
const now = (row: string): string =>
  `${row}.valid_from <= clock_timestamp() AND ${row}.valid_to > clock_timestamp()`;
const standing = `i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > clock_timestamp()
     AND (i.until IS NULL OR i.until > clock_timestamp())
     AND coalesce(i.until, 'infinity') <= coalesce(tenancy.holds_until(i.org_id, i.invited_by), 'infinity')
     AND (i.space_id IS NULL OR coalesce(i.until, 'infinity')
       <= coalesce(tenancy.shares_until(i.org_id, i.invited_by, i.space_id, i.space_role_key), 'infinity'))`;

/** Invitations to a membership that ends, and what happens to what somebody had before they come back. */
export const up = [
  `ALTER TABLE tenancy.invitation
     ADD COLUMN until timestamptz CHECK (until > created_at AND until < 'infinity'),
     ADD CHECK (until IS NOT NULL OR role_key NOT IN ('organization.auditor', 'organization.support'));
   COMMENT ON COLUMN tenancy.invitation.until IS '{"class":"technical"}';`,
  // Nobody invites for longer than they are there themselves, nor into a Space for longer than they may share it. The
  // trigger runs ahead of the policies: what they will refuse it leaves to them, and so tells nothing of others.
  definerFunction({
    signature: 'tenancy.keep_invitation_within_giver()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: ['kopexa_owner'],
    body: `
DECLARE ends timestamptz := coalesce(NEW.until, 'infinity');
BEGIN
  IF NEW.org_id IS DISTINCT FROM platform.org_id() OR NEW.invited_by IS DISTINCT FROM platform.user_id() THEN RETURN NEW; END IF;
  IF ends > tenancy.holds_until(NEW.org_id, NEW.invited_by)
     OR (NEW.space_id IS NOT NULL AND ends > tenancy.shares_until(NEW.org_id, NEW.invited_by, NEW.space_id, NEW.space_role_key)) THEN
    RAISE EXCEPTION 'input.until|Ihr eigenes Recht dazu endet vorher. Wählen Sie ein früheres Ende, oder bitten Sie eine Person, deren Recht länger gilt.|Your own right to give this ends earlier. Choose an earlier end, or ask somebody whose right lasts longer.'
      USING ERRCODE = 'KX422';
  END IF;
  RETURN NEW;
END`,
  }),
  `CREATE TRIGGER keep_invitation_within_giver BEFORE INSERT ON tenancy.invitation FOR EACH ROW
     EXECUTE FUNCTION tenancy.keep_invitation_within_giver();`,
  definerFunction({
    signature: 'tenancy.standing_invitation(hash bytea)',
    returns: 'tenancy.invitation',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE found tenancy.invitation;
BEGIN
  SELECT i.* INTO found FROM tenancy.invitation i WHERE i.token_hash = hash AND ${standing}
     AND 'member.invite' = ANY(tenancy.org_permissions_of(i.org_id, i.invited_by))
     AND tenancy.may_give_as(i.org_id, i.invited_by, i.role_key)
     AND (i.space_id IS NULL OR tenancy.may_grant_as(i.org_id, i.invited_by, i.space_id, i.space_role_key));
  RETURN found;
END`,
  }),
  // Takes the Organization's lock alone, like every change of memberships, before it looks again. What somebody had
  // when their time ran out ended with it: coming back brings neither grants nor tokens back to life. Somebody who is
  // here by support access is given nothing (ADR 20).
  definerFunction({
    signature: 'tenancy.accept_invitation(hash bytea, member uuid, first_grant uuid)',
    returns:
      'TABLE (invitation_id uuid, org_id uuid, slug text, name text, role_key text, space_id uuid, joined boolean)',
    volatility: 'VOLATILE',
    execute: [TENANCY],
    body: `
#variable_conflict use_column
DECLARE c platform.request_context := platform.context(); offer tenancy.invitation; address text; is_new boolean; ends timestamptz;
BEGIN
  IF c.user_id IS NULL OR c.assurance < 2 THEN RAISE EXCEPTION 'No second factor.' USING ERRCODE = 'KX403'; END IF;
  offer := tenancy.standing_invitation(hash);
  IF offer.org_id IS NULL THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(offer.org_id::text, 20261123));
  offer := tenancy.standing_invitation(hash);
  IF offer.org_id IS NULL THEN RETURN; END IF;
  SELECT p.email INTO address FROM identity.contacts(ARRAY[c.user_id]) p;
  IF address IS DISTINCT FROM offer.email THEN RAISE EXCEPTION 'For another address.' USING ERRCODE = 'KX404'; END IF;
  ends := coalesce(offer.until, 'infinity');
  is_new := NOT EXISTS (SELECT 1 FROM tenancy.membership m WHERE m.org_id = offer.org_id AND m.account_id = c.user_id AND ${now('m')});
  IF is_new THEN
    PERFORM tenancy.end_what_was_held(offer.org_id, c.user_id);
    PERFORM identity.end_secrets_of(offer.org_id, c.user_id);
    INSERT INTO tenancy.membership (org_id, member_id, account_id, role_key, granted_by, valid_to)
      VALUES (offer.org_id, member, c.user_id, offer.role_key, offer.invited_by, ends);
  END IF;
  IF tenancy.is_support(offer.org_id, c.user_id) THEN offer.space_id := NULL; END IF;
  IF offer.space_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM tenancy.space_grant g WHERE g.org_id = offer.org_id
      AND g.space_id = offer.space_id AND g.principal_kind = 'user' AND g.principal_id = c.user_id AND g.valid_to > clock_timestamp()) THEN
    INSERT INTO tenancy.space_grant (grant_id, org_id, space_id, principal_kind, principal_id, role_key, granted_by, valid_to)
      VALUES (first_grant, offer.org_id, offer.space_id, 'user', c.user_id, offer.space_role_key, offer.invited_by, ends);
  END IF;
  UPDATE tenancy.invitation SET accepted_at = clock_timestamp(), accepted_by = c.user_id
   WHERE org_id = offer.org_id AND invitation_id = offer.invitation_id;
  PERFORM tenancy.enter(offer.org_id);
  RETURN QUERY SELECT offer.invitation_id, o.org_id, o.slug, o.name, m.role_key, offer.space_id, is_new
    FROM tenancy.organization o JOIN tenancy.membership m ON m.org_id = o.org_id AND m.account_id = c.user_id AND ${now('m')}
   WHERE o.org_id = offer.org_id;
END`,
  }),
  // Which of these addresses have an invitation that still waits.
  definerFunction({
    signature: 'tenancy.invited_among(addresses text[])',
    returns: 'text[]',
    volatility: 'STABLE',
    execute: [TENANCY],
    body: `
BEGIN
  IF NOT tenancy.may('member.invite') THEN RETURN '{}'; END IF;
  RETURN coalesce((SELECT array_agg(DISTINCT i.email) FROM tenancy.invitation i
                    WHERE i.org_id = platform.org_id() AND i.email = ANY(addresses) AND ${standing}), '{}');
END`,
  }),
  'DROP FUNCTION tenancy.invitation_mail(uuid);',
  // For the worker: what the mail says; nothing when the invitation was withdrawn before it left.
  definerFunction({
    signature: 'tenancy.invitation_mail(invitation uuid)',
    returns:
      'TABLE (email text, organization_name text, locale text, inviter text, role_key text, role_name text, expires_at timestamptz, until timestamptz)',
    volatility: 'STABLE',
    execute: ['kopexa_worker'],
    body: `
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT i.email, o.name, tenancy.setting_of(o.org_id, 'general.language'),
      (SELECT p.name FROM identity.contacts(ARRAY[i.invited_by]) p), i.role_key,
      tenancy.custom_role_name(i.org_id, i.role_key), i.expires_at, i.until
    FROM tenancy.invitation i JOIN tenancy.organization o ON o.org_id = i.org_id
   WHERE i.invitation_id = invitation AND ${standing};
END`,
  }),
  // For the worker: the people of a change of memberships, and what the Organization is called.
  definerFunction({
    signature: 'tenancy.membership_mails(org uuid, accounts uuid[])',
    returns: 'TABLE (account_id uuid, email text, name text, locale text, organization_name text, slug text)',
    volatility: 'STABLE',
    execute: ['kopexa_worker'],
    body: `
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT p.account_id, p.email, p.name, p.locale, o.name, o.slug
    FROM identity.contacts(accounts) p JOIN tenancy.organization o ON o.org_id = org
   WHERE EXISTS (SELECT 1 FROM tenancy.membership m WHERE m.org_id = org AND m.account_id = p.account_id);
END`,
  }),
].join('\n');
