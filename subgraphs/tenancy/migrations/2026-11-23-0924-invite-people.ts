import { createTable, createdAt, definerFunction, personal, secret, technical } from '#runtime/db/table.js';

const TENANCY = 'kopexa_tenancy';
const pending = 'i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > clock_timestamp()';

/** Invitations by mail. Only the hash of a token is kept (256 random bits need no slow hash). */
export const up = [
  createTable({
    name: 'tenancy.invitation',
    scope: 'organization',
    columns: {
      invitation_id: technical('uuid NOT NULL'),
      org_id: technical('uuid NOT NULL'),
      email: personal(
        'text NOT NULL CHECK (email = lower(email) AND length(email) <= 254)',
        'Invitation into an Organization',
        '90 days after its end',
      ),
      role_key: technical('text NOT NULL REFERENCES tenancy.role (role_key)'),
      space_id: technical('uuid'),
      space_role_key: technical('text REFERENCES tenancy.role (role_key)'),
      token_hash: secret('bytea NOT NULL CHECK (length(token_hash) = 32)'),
      invited_by: technical('uuid NOT NULL'),
      created_at: createdAt(),
      expires_at: technical("timestamptz NOT NULL CHECK (expires_at <= created_at + interval '31 days')"),
      accepted_at: technical('timestamptz'),
      accepted_by: technical('uuid'),
      revoked_at: technical('timestamptz'),
      revoked_by: technical('uuid'),
    },
    constraints: [
      'PRIMARY KEY (org_id, invitation_id)',
      'UNIQUE (org_id, token_hash)',
      'FOREIGN KEY (org_id) REFERENCES tenancy.organization (org_id)',
      'FOREIGN KEY (org_id, space_id) REFERENCES tenancy.space (org_id, space_id)',
      'CHECK ((space_id IS NULL) = (space_role_key IS NULL))',
    ],
    indexes: ['(token_hash)', '(org_id, created_at DESC)'],
    definer: ['SELECT', 'UPDATE'],
    policies: [
      { login: TENANCY, for: 'SELECT', using: `(SELECT tenancy.may('member.invite'))` },
      {
        login: TENANCY,
        for: 'INSERT',
        check: `(SELECT tenancy.may('member.invite')) AND invited_by = (SELECT platform.user_id())
          AND accepted_at IS NULL AND tenancy.may_give(role_key)
          AND (space_id IS NULL OR tenancy.may_grant(space_id, space_role_key))`,
      },
      {
        login: TENANCY,
        for: 'UPDATE',
        using: `(SELECT tenancy.may('member.invite')) AND accepted_at IS NULL`,
        check: `(SELECT tenancy.may('member.invite')) AND revoked_at IS NOT NULL AND revoked_by = (SELECT platform.user_id())`,
        columns: ['revoked_at', 'revoked_by'],
      },
    ],
  }),
  // An invitation stands as long as its author could still give what it promises: whoever is removed or
  // demoted leaves no open door behind.
  definerFunction({
    signature: 'tenancy.standing_invitation(hash bytea)',
    returns: 'tenancy.invitation',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE found tenancy.invitation;
BEGIN
  SELECT i.* INTO found FROM tenancy.invitation i WHERE i.token_hash = hash AND ${pending}
     AND 'member.invite' = ANY(tenancy.org_permissions_of(i.org_id, i.invited_by))
     AND tenancy.may_give_as(i.org_id, i.invited_by, i.role_key)
     AND (i.space_id IS NULL OR tenancy.may_grant_as(i.org_id, i.invited_by, i.space_id, i.space_role_key));
  RETURN found;
END`,
  }),
  // Published to identity, which makes the account of the invited person: the token proves the address.
  definerFunction({
    signature: 'tenancy.invitation_offer(token_hash bytea)',
    returns: 'TABLE (email text, organization_name text, locale text)',
    volatility: 'STABLE',
    execute: ['kopexa_identity'],
    body: `
#variable_conflict use_column
DECLARE offer tenancy.invitation := tenancy.standing_invitation(invitation_offer.token_hash);
BEGIN
  RETURN QUERY SELECT offer.email, o.name, tenancy.setting_of(o.org_id, 'general.language')
    FROM tenancy.organization o WHERE o.org_id = offer.org_id;
END`,
  }),
  // Takes the Organization's lock alone, like every change of memberships, before it looks again.
  definerFunction({
    signature: 'tenancy.accept_invitation(hash bytea, member uuid, first_grant uuid)',
    returns:
      'TABLE (invitation_id uuid, org_id uuid, slug text, name text, role_key text, space_id uuid, joined boolean)',
    volatility: 'VOLATILE',
    execute: [TENANCY],
    body: `
#variable_conflict use_column
DECLARE c platform.request_context := platform.context(); offer tenancy.invitation; address text; is_new boolean;
BEGIN
  IF c.user_id IS NULL OR c.assurance < 2 THEN RAISE EXCEPTION 'No second factor.' USING ERRCODE = 'KX403'; END IF;
  offer := tenancy.standing_invitation(hash);
  IF offer.org_id IS NULL THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(offer.org_id::text, 20261123));
  offer := tenancy.standing_invitation(hash);
  IF offer.org_id IS NULL THEN RETURN; END IF;
  SELECT p.email INTO address FROM identity.contacts(ARRAY[c.user_id]) p;
  IF address IS DISTINCT FROM offer.email THEN RAISE EXCEPTION 'For another address.' USING ERRCODE = 'KX404'; END IF;
  is_new := tenancy.org_permissions_of(offer.org_id, c.user_id) IS NULL;
  IF is_new THEN
    INSERT INTO tenancy.membership (org_id, member_id, account_id, role_key, granted_by)
      VALUES (offer.org_id, member, c.user_id, offer.role_key, offer.invited_by);
  END IF;
  IF offer.space_id IS NOT NULL THEN
    INSERT INTO tenancy.space_grant (grant_id, org_id, space_id, principal_kind, principal_id, role_key, granted_by)
      VALUES (first_grant, offer.org_id, offer.space_id, 'user', c.user_id, offer.space_role_key, offer.invited_by)
      ON CONFLICT DO NOTHING;
  END IF;
  UPDATE tenancy.invitation SET accepted_at = clock_timestamp(), accepted_by = c.user_id
   WHERE org_id = offer.org_id AND invitation_id = offer.invitation_id;
  PERFORM tenancy.enter(offer.org_id);
  RETURN QUERY SELECT offer.invitation_id, o.org_id, o.slug, o.name, m.role_key, offer.space_id, is_new
    FROM tenancy.organization o JOIN tenancy.membership m ON m.org_id = o.org_id AND m.account_id = c.user_id AND m.valid_to = 'infinity'
   WHERE o.org_id = offer.org_id;
END`,
  }),
  // For the worker: what the mail says; nothing when the invitation was withdrawn before it left.
  definerFunction({
    signature: 'tenancy.invitation_mail(invitation uuid)',
    returns:
      'TABLE (email text, organization_name text, locale text, inviter text, role_key text, expires_at timestamptz)',
    volatility: 'STABLE',
    execute: ['kopexa_worker'],
    body: `
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT i.email, o.name, tenancy.setting_of(o.org_id, 'general.language'),
      (SELECT p.name FROM identity.contacts(ARRAY[i.invited_by]) p), i.role_key, i.expires_at
    FROM tenancy.invitation i JOIN tenancy.organization o ON o.org_id = i.org_id
   WHERE i.invitation_id = invitation AND ${pending};
END`,
  }),
  // For the worker, daily: an address outlives its invitation by 90 days (GDPR Art. 5(1)(e)); the row stays,
  // so that who was invited by whom and when can still be answered.
  definerFunction({
    signature: 'tenancy.sweep()',
    returns: 'integer',
    volatility: 'VOLATILE',
    execute: ['kopexa_worker'],
    body: `
DECLARE swept integer;
BEGIN
  UPDATE tenancy.invitation i SET email = 'removed'
   WHERE i.email <> 'removed' AND least(i.accepted_at, i.revoked_at, i.expires_at) < now() - interval '90 days';
  GET DIAGNOSTICS swept = ROW_COUNT;
  RETURN swept;
END`,
  }),
].join('\n');
