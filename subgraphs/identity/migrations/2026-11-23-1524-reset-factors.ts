import { content, createTable, createdAt, definerFunction, secret, technical } from '#runtime/db/table.js';

const IDENTITY = ['kopexa_identity'];

/** Raises INVALID_INPUT with the field and the way out in both languages. */
const refuse = (field: string, de: string, en: string): string =>
  `RAISE EXCEPTION '${field}|${de}|${en}' USING ERRCODE = 'KX422';`;

/** The same sentence whichever other Organization it is: nobody learns more than that there is one. */
const elsewhere = (field: string): string =>
  refuse(
    field,
    'Dieses Konto gehört nicht allein zu Ihrer Organization. Die Person muss sich selbst helfen: mit einem Wiederherstellungscode oder einem anderen Faktor.',
    'This account does not belong to your Organization alone. The person has to help themselves: by a recovery code or another factor.',
  );

// By their own means: whoever governs the company's sign-in could come as every owner, and be two of them.
const OWNERS_ALONE = `PERFORM identity.refuse_bound();
  IF NOT tenancy.acts_as_owner() THEN RAISE EXCEPTION 'Owners alone.' USING ERRCODE = 'KX403'; END IF;`;
const LOCK = `PERFORM 1 FROM identity.account a WHERE a.account_id = account FOR NO KEY UPDATE;`;
const open = (row: string): string =>
  `${row}.done_at IS NULL AND ${row}.cancelled_at IS NULL AND ${row}.expires_at > clock_timestamp()`;

/**
 * Somebody has lost everything: an owner asks for their factors to be reset, for an owner a second owner agrees.
 * Rows stay: who did it, to whom and why is part of the Organization's history.
 */
const tables = [
  createTable({
    name: 'identity.factor_reset',
    scope: 'organization',
    columns: {
      reset_id: technical('uuid NOT NULL'),
      org_id: technical('uuid NOT NULL'),
      account_id: technical('uuid NOT NULL REFERENCES identity.account (account_id)'),
      reason: content('text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500)'),
      asked_by: technical('uuid NOT NULL'),
      asked_at: createdAt(),
      expires_at: technical("timestamptz NOT NULL DEFAULT clock_timestamp() + interval '24 hours'"),
      cancelled_by: technical('uuid'),
      cancelled_at: technical('timestamptz'),
      done_by: technical('uuid'),
      done_at: technical('timestamptz'),
      // The link that lets the person set up a factor anew: once, for a day, in the session that opened it.
      token_hash: secret('bytea UNIQUE CHECK (length(token_hash) = 32)'),
      link_ends_at: technical('timestamptz'),
      session_id: technical('uuid'),
      closed_at: technical('timestamptz'),
    },
    constraints: [
      'PRIMARY KEY (org_id, reset_id)',
      'UNIQUE (reset_id)',
      'CHECK (done_at IS NULL OR cancelled_at IS NULL)',
    ],
    indexes: ['(account_id) WHERE closed_at IS NULL', '(org_id, asked_at)'],
    definer: ['SELECT', 'INSERT', 'UPDATE'],
  }),
];

/** Setting up the first factor after a reset takes the link that was mailed: a password alone opens nothing. */
const enrolling = [
  definerFunction({
    signature: 'identity.enrolment_bar()',
    returns: 'text',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  SELECT CASE WHEN identity.has_second_factor(platform.user_id()) THEN 'ENROLLED' WHEN identity.is_idle() THEN 'IDLE'
    WHEN EXISTS (SELECT 1 FROM identity.factor_reset r WHERE r.account_id = platform.user_id() AND r.done_at IS NOT NULL
       AND r.closed_at IS NULL AND NOT (r.session_id IS NOT DISTINCT FROM (platform.context()).session_id
         AND r.session_id IS NOT NULL AND r.link_ends_at > clock_timestamp())) THEN 'LINK' END`,
  }),
  definerFunction({
    signature: 'identity.note_enrolled(account uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: [],
    body: `
  UPDATE identity.factor_reset r SET closed_at = clock_timestamp()
   WHERE r.account_id = account AND r.done_at IS NOT NULL AND r.closed_at IS NULL`,
  }),
  // The link works in the session of its own account; it is used up with the first factor.
  definerFunction({
    signature: 'identity.redeem_factor_reset(token bytea)',
    returns: 'boolean',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE c platform.request_context := platform.context();
BEGIN
  UPDATE identity.factor_reset r SET session_id = c.session_id
   WHERE r.token_hash = token AND r.account_id = c.user_id AND c.session_id IS NOT NULL
     AND r.done_at IS NOT NULL AND r.closed_at IS NULL AND r.link_ends_at > clock_timestamp();
  RETURN FOUND;
END`,
  }),
];

const resetting = [
  // What a reset does, at that moment: everything the person could sign in with beside the password, and every session.
  definerFunction({
    signature: 'identity.reset_factors(reset uuid, token bytea)',
    returns: 'uuid[]',
    volatility: 'VOLATILE',
    execute: [],
    body: `
DECLARE account uuid; ended uuid[]; moment timestamptz := clock_timestamp();
BEGIN
  SELECT r.account_id INTO account FROM identity.factor_reset r WHERE r.reset_id = reset;
  UPDATE identity.totp_factor t SET removed_at = moment, sealed = '\\x' WHERE t.account_id = account AND t.removed_at IS NULL;
  UPDATE identity.passkey p SET removed_at = moment WHERE p.account_id = account AND p.removed_at IS NULL;
  UPDATE identity.recovery_code k SET replaced_at = moment
   WHERE k.account_id = account AND k.used_at IS NULL AND k.replaced_at IS NULL;
  DELETE FROM identity.totp_replacement n WHERE n.account_id = account;
  WITH over AS (
    UPDATE identity.session s SET revoked_at = moment WHERE s.account_id = account AND s.revoked_at IS NULL AND s.expires_at > moment
    RETURNING s.session_id)
  SELECT coalesce(array_agg(over.session_id), '{}') INTO ended FROM over;
  -- A link of an earlier reset is worth nothing any more.
  UPDATE identity.factor_reset r SET closed_at = moment
   WHERE r.account_id = account AND r.reset_id <> reset AND r.done_at IS NOT NULL AND r.closed_at IS NULL;
  UPDATE identity.factor_reset r SET done_by = platform.user_id(), done_at = moment, token_hash = token,
      link_ends_at = moment + interval '24 hours' WHERE r.reset_id = reset;
  RETURN ended;
END`,
  }),
  // NULL sessions: nothing happened yet, a second owner has to agree.
  definerFunction({
    signature: 'identity.ask_factor_reset(reset uuid, account uuid, why text, token bytea)',
    returns: 'TABLE (done boolean, ended uuid[])',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
#variable_conflict use_column
DECLARE c platform.request_context := platform.context(); standing record;
BEGIN
  ${OWNERS_ALONE}
  ${LOCK}
  SELECT * INTO standing FROM tenancy.standing_of(account);
  IF NOT standing.is_member THEN RAISE EXCEPTION 'No such member.' USING ERRCODE = 'KX404'; END IF;
  IF account = c.user_id THEN
    ${refuse('input.userId', 'Ihre eigenen Faktoren verwalten Sie auf der Seite Sicherheit Ihres Kontos.', 'You manage your own factors on the security page of your account.')}
  END IF;
  PERFORM identity.require_fresh_factor();
  IF NOT standing.is_sole THEN ${elsewhere('input.userId')} END IF;
  IF EXISTS (SELECT 1 FROM identity.factor_reset r WHERE r.org_id = c.org_id AND r.account_id = account AND ${open('r')}) THEN
    ${refuse('input.userId', 'Für diese Person ist das Zurücksetzen schon beantragt. Ein zweiter Eigentümer muss zustimmen.', 'A reset is already asked for this person. A second owner has to agree.')}
  END IF;
  INSERT INTO identity.factor_reset (reset_id, org_id, account_id, reason, asked_by) VALUES (reset, c.org_id, account, why, c.user_id);
  IF standing.counts_as_owner THEN RETURN QUERY SELECT false, NULL::uuid[]; RETURN; END IF;
  RETURN QUERY SELECT true, identity.reset_factors(reset, token);
END`,
  }),
  // Two people, both owners when it was asked and now; neither is the one whose factors go. Whoever agrees was an owner
  // a day before already: nobody appoints a second owner for it.
  definerFunction({
    signature: 'identity.approve_factor_reset(reset uuid, token bytea)',
    returns: 'TABLE (account_id uuid, ended uuid[])',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
#variable_conflict use_column
DECLARE c platform.request_context := platform.context(); asked identity.factor_reset; account uuid; standing record;
BEGIN
  ${OWNERS_ALONE}
  SELECT r.account_id INTO account FROM identity.factor_reset r WHERE r.reset_id = reset AND r.org_id = c.org_id;
  ${LOCK}
  SELECT r.* INTO asked FROM identity.factor_reset r WHERE r.reset_id = reset AND r.org_id = c.org_id AND ${open('r')} FOR UPDATE;
  IF asked.reset_id IS NULL THEN RAISE EXCEPTION 'No such request.' USING ERRCODE = 'KX404'; END IF;
  IF c.user_id IN (asked.asked_by, asked.account_id) OR NOT tenancy.was_settled_owner(c.user_id, asked.asked_at) THEN
    RAISE EXCEPTION 'Another owner has to agree.' USING ERRCODE = 'KX403';
  END IF;
  IF NOT tenancy.was_owner_since(asked.asked_by, asked.asked_at) THEN
    ${refuse('resetId', 'Die Person, die das beantragt hat, ist nicht mehr Eigentümer. Lehnen Sie den Antrag ab, und stellen Sie einen neuen.', 'The person who asked is no longer an owner. Refuse the request and make a new one.')}
  END IF;
  PERFORM identity.require_fresh_factor();
  SELECT * INTO standing FROM tenancy.standing_of(account);
  IF NOT standing.is_member THEN RAISE EXCEPTION 'No such member.' USING ERRCODE = 'KX404'; END IF;
  IF NOT standing.is_sole THEN ${elsewhere('resetId')} END IF;
  RETURN QUERY SELECT account, identity.reset_factors(reset, token);
END`,
  }),
  // Any owner, also the one whose factors are meant: whoever can still sign in has lost nothing.
  definerFunction({
    signature: 'identity.cancel_factor_reset(reset uuid)',
    returns: 'uuid',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE account uuid;
BEGIN
  IF NOT tenancy.acts_as_owner() THEN RAISE EXCEPTION 'Owners alone.' USING ERRCODE = 'KX403'; END IF;
  UPDATE identity.factor_reset r SET cancelled_by = platform.user_id(), cancelled_at = clock_timestamp()
   WHERE r.reset_id = reset AND r.org_id = platform.org_id() AND ${open('r')} RETURNING r.account_id INTO account;
  IF account IS NULL THEN RAISE EXCEPTION 'No such request.' USING ERRCODE = 'KX404'; END IF;
  RETURN account;
END`,
  }),
];

const reading = [
  // Who may agree is judged as when they do.
  definerFunction({
    signature: 'identity.factor_resets()',
    returns:
      'TABLE (reset_id uuid, account_id uuid, reason text, asked_by uuid, asked_at timestamptz, expires_at timestamptz, cancelled_by uuid, cancelled_at timestamptz, done_by uuid, done_at timestamptz, may_approve boolean)',
    volatility: 'STABLE',
    execute: IDENTITY,
    body: `
#variable_conflict use_column
DECLARE me uuid := platform.user_id(); is_own boolean;
BEGIN
  IF NOT tenancy.acts_as_owner() THEN RETURN; END IF;
  is_own := NOT identity.is_bound();
  RETURN QUERY SELECT r.reset_id, r.account_id, r.reason, r.asked_by, r.asked_at, r.expires_at, r.cancelled_by, r.cancelled_at,
      r.done_by, r.done_at, is_own AND ${open('r')} AND me NOT IN (r.asked_by, r.account_id)
        AND tenancy.was_settled_owner(me, r.asked_at) AND tenancy.was_owner_since(r.asked_by, r.asked_at)
        AND (SELECT s.is_member AND s.is_sole FROM tenancy.standing_of(r.account_id) s)
    FROM identity.factor_reset r WHERE r.org_id = platform.org_id() ORDER BY r.asked_at DESC, r.reset_id DESC LIMIT 100;
END`,
  }),
  // For the worker: one row a mail, to the person and to every owner.
  definerFunction({
    signature: 'identity.factor_reset_mails(reset uuid)',
    returns:
      'TABLE (email text, recipient text, locale text, is_subject boolean, organization_slug text, organization_name text, subject_name text, asker text, decider text, reason text, expires_at timestamptz, link_ends_at timestamptz)',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_worker'],
    body: `
  SELECT a.email, a.name, a.locale, a.account_id = r.account_id, o.slug, o.name, s.name,
         (SELECT q.name FROM identity.account q WHERE q.account_id = r.asked_by),
         (SELECT q.name FROM identity.account q WHERE q.account_id = coalesce(r.done_by, r.cancelled_by)),
         r.reason, r.expires_at, r.link_ends_at
    FROM identity.factor_reset r JOIN identity.account s ON s.account_id = r.account_id
    JOIN LATERAL (SELECT max(w.slug) AS slug, max(w.name) AS name, array_agg(w.account_id) AS ids FROM tenancy.owners_of(r.org_id) w) o ON true
    JOIN identity.account a ON a.account_id = ANY(o.ids || r.account_id)
   WHERE r.reset_id = reset`,
  }),
];

/** Second factors that an Organization resets for somebody who lost everything. */
export const up = [...tables, ...enrolling, ...resetting, ...reading].join('\n');
