import { createTable, createdAt, definerFunction, personal, secret, technical } from '#runtime/db/table.js';

const IDENTITY = ['kopexa_identity'];

const table = createTable({
  name: 'identity.email_change',
  scope: 'internal',
  columns: {
    account_id: technical('uuid NOT NULL REFERENCES identity.account (account_id)'),
    email: personal(
      'text NOT NULL CHECK (email = lower(email) AND length(email) <= 254)',
      'Changing the address of the account',
      '1 day',
    ),
    token_hash: secret('bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32)'),
    created_at: createdAt(),
    expires_at: technical("timestamptz NOT NULL DEFAULT now() + interval '30 minutes'"),
  },
  // One waits at a time: a new request replaces the one before.
  constraints: ['PRIMARY KEY (account_id)'],
  definer: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
});

/** Who decides about an address beside the person. */
const judging = [
  // The Organization whose directory keeps the account under an address of a domain that it proved.
  definerFunction({
    signature: 'identity.managed_by(account uuid)',
    returns: 'text',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  SELECT o.name FROM identity.directory_user u JOIN identity.account a ON a.account_id = u.account_id
    JOIN tenancy.organization o ON o.org_id = u.org_id
   WHERE u.account_id = account AND u.active AND u.deleted_at IS NULL
     AND identity.holds_domain(u.org_id, a.email) AND tenancy.is_member(account, u.org_id)
   ORDER BY lower(o.name) LIMIT 1`,
  }),
  // Nothing here depends on whether somebody else has the address: the answer would tell.
  definerFunction({
    signature: 'identity.judge_address(account uuid, wanted text, field text)',
    returns: 'void',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE present text := (SELECT a.email FROM identity.account a WHERE a.account_id = account); org text;
BEGIN
  IF wanted = present THEN
    RAISE EXCEPTION '%|Das ist schon die Adresse Ihres Kontos. Geben Sie eine andere ein.|This is the address of your account already. Enter another one.', field
      USING ERRCODE = 'KX422';
  END IF;
  org := replace(identity.managed_by(account), '|', '/');
  IF org IS NOT NULL THEN
    RAISE EXCEPTION '%|Ihre Adresse wird im Verzeichnis von % verwaltet. Wenden Sie sich an die Verantwortlichen dieser Organization.|Your address is managed in the directory of %. Ask those responsible in that Organization.', field, org, org
      USING ERRCODE = 'KX422';
  END IF;
  -- Members alone: an exception for whom it invited would tell strangers whom it invited.
  -- Else whoever once read a mailbox could wait under its address for what the company gives to that person.
  IF EXISTS (SELECT 1 FROM identity.domain d WHERE d.removed_at IS NULL AND d.verified_at IS NOT NULL
      AND d.domain = lower(substring(wanted FROM '@([^@]+)$')) AND NOT tenancy.is_member(account, d.org_id)) THEN
    RAISE EXCEPTION '%|Diese Domain gehört zu einer Organization, in der Sie nicht Mitglied sind. Treten Sie ihr zuerst bei, oder wählen Sie eine andere Adresse.|This domain belongs to an Organization of which you are no member. Join it first, or choose another address.', field
      USING ERRCODE = 'KX422';
  END IF;
  org := replace(tenancy.keeps_within_domains(account, present, wanted), '|', '/');
  IF org IS NOT NULL THEN
    RAISE EXCEPTION '%|% nimmt nur Personen bestimmter Domains auf, und diese gehört nicht dazu. Wählen Sie eine andere Adresse.|% only takes in people of certain domains, and this is none of them. Choose another address.', field, org, org
      USING ERRCODE = 'KX422';
  END IF;
END`,
  }),
];

/** From the wish to the changed address; each step in a session of one's own. */
const changing = [
  definerFunction({
    signature: 'identity.own_address()',
    returns:
      'TABLE (email text, managed_by text, waiting_email text, requested_at timestamptz, expires_at timestamptz)',
    volatility: 'STABLE',
    execute: IDENTITY,
    body: `
#variable_conflict use_column
BEGIN
  IF (platform.context()).assurance < 2 THEN RETURN; END IF;
  PERFORM identity.refuse_bound();
  RETURN QUERY SELECT a.email, identity.managed_by(a.account_id), e.email, e.created_at, e.expires_at
    FROM identity.account a LEFT JOIN identity.email_change e ON e.account_id = a.account_id AND e.expires_at > clock_timestamp()
   WHERE a.account_id = platform.user_id();
END`,
  }),
  definerFunction({
    signature: 'identity.request_email_change(wanted text, token bytea)',
    returns: 'text',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE account uuid := platform.user_id(); present text;
BEGIN
  PERFORM identity.refuse_bound();
  PERFORM identity.require_fresh_factor();
  SELECT a.email INTO present FROM identity.account a WHERE a.account_id = account FOR UPDATE;
  PERFORM identity.judge_address(account, wanted, 'input.email');
  INSERT INTO identity.email_change (account_id, email, token_hash) VALUES (account, wanted, token)
    ON CONFLICT (account_id) DO UPDATE SET email = excluded.email, token_hash = excluded.token_hash,
      created_at = excluded.created_at, expires_at = excluded.expires_at;
  RETURN present;
END`,
  }),
  // Stopping it takes no fresh factor: whoever finds it in their account is to stop it at once.
  definerFunction({
    signature: 'identity.cancel_email_change()',
    returns: 'text',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE waited text;
BEGIN
  IF (platform.context()).assurance < 2 THEN RAISE EXCEPTION 'No second factor.' USING ERRCODE = 'KX403'; END IF;
  PERFORM identity.refuse_bound();
  DELETE FROM identity.email_change e WHERE e.account_id = platform.user_id() AND e.expires_at > clock_timestamp()
  RETURNING e.email INTO waited;
  RETURN waited;
END`,
  }),
  // What a link is good for; whoever holds it reads the mailbox, so that its address tells nothing new.
  definerFunction({
    signature: 'identity.email_change_offer(token bytea)',
    returns: 'TABLE (email text, is_own boolean)',
    volatility: 'STABLE',
    language: 'sql',
    execute: IDENTITY,
    body: `
  SELECT e.email, e.account_id = c.user_id FROM identity.email_change e, platform.context() c
   WHERE e.token_hash = token AND e.expires_at > clock_timestamp() AND c.kind = 'user' AND c.assurance >= 2`,
  }),
  // Two at once for one address: the second waits for the first at the unique index, and then is told. No row for a
  // link that is unknown, used, expired or of another account.
  definerFunction({
    signature: 'identity.confirm_email_change(token bytea)',
    returns: 'TABLE (is_taken boolean, old_email text, new_email text)',
    volatility: 'VOLATILE',
    execute: IDENTITY,
    body: `
DECLARE account uuid := platform.user_id(); present text; wanted text;
BEGIN
  PERFORM identity.refuse_bound();
  PERFORM identity.require_fresh_factor();
  SELECT a.email INTO present FROM identity.account a WHERE a.account_id = account FOR UPDATE;
  DELETE FROM identity.email_change e WHERE e.account_id = account AND e.token_hash = token AND e.expires_at > clock_timestamp()
  RETURNING e.email INTO wanted;
  IF wanted IS NULL THEN RETURN; END IF;
  PERFORM identity.judge_address(account, wanted, 'input.token');
  BEGIN
    UPDATE identity.account a SET email = wanted, updated_at = now() WHERE a.account_id = account;
  EXCEPTION WHEN unique_violation THEN
    RETURN QUERY SELECT true, present, wanted;
    RETURN;
  END;
  -- They were mailed to the address of before.
  UPDATE identity.password_reset r SET used_at = clock_timestamp() WHERE r.account_id = account AND r.used_at IS NULL;
  RETURN QUERY SELECT false, present, wanted;
END`,
  }),
  // For the worker, apart from the request: whether the address is somebody's already is found out here.
  definerFunction({
    signature: 'identity.email_change_mail(token bytea)',
    returns: 'TABLE (email text, locale text, is_taken boolean)',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_worker'],
    body: `
  SELECT e.email, coalesce(other.locale, a.locale), other.account_id IS NOT NULL
    FROM identity.email_change e JOIN identity.account a ON a.account_id = e.account_id
    LEFT JOIN identity.account other ON other.email = e.email
   WHERE e.token_hash = token AND e.expires_at > clock_timestamp()`,
  }),
];

/** Another mail address for an account: proven by a link to it, in a session of one's own with a fresh factor. */
export const up = [table, ...judging, ...changing].join('\n');
