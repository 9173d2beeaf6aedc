import { createTable, definerFunction, technical } from '#runtime/db/table.js';

const TENANCY = ['kopexa_tenancy'];
const WORKER = ['kopexa_worker'];
const GRACE = "interval '30 days'";
const now = (row: string): string =>
  `${row}.valid_from <= clock_timestamp() AND ${row}.valid_to > clock_timestamp()`;
/** Of the guests, auditors and supporters, who deleted a Space as something more decides no longer over it. */
const decides = (account: string): string => `EXISTS (
      SELECT 1 FROM tenancy.membership m WHERE m.org_id = org AND m.account_id = ${account} AND ${now('m')}
         AND m.role_key NOT IN ('organization.auditor', 'organization.guest', 'organization.support'))`;
/** Whether a Space holds documents that are closed to some, and the context's actor is not above that (ADR 18). */
const hidesSomething = `(NOT space = ANY(tenancy.spaces_with('document.restrict')) AND EXISTS (
    SELECT 1 FROM content.restriction r JOIN content.document d ON d.org_id = r.org_id AND d.document_id = r.document_id
     WHERE r.org_id = org AND d.space_id = space AND ${now('r')}))`;

/** Deleting a Space ends its grants; this remembers which, and until when they would have held. */
const ended = createTable({
  name: 'tenancy.ended_with_space',
  scope: 'organization',
  columns: {
    org_id: technical('uuid NOT NULL'),
    space_id: technical('uuid NOT NULL'),
    grant_id: technical('uuid NOT NULL'),
    would_end: technical('timestamptz NOT NULL'),
    ended_at: technical('timestamptz NOT NULL'),
  },
  constraints: [
    'PRIMARY KEY (org_id, grant_id)',
    'FOREIGN KEY (org_id, space_id) REFERENCES tenancy.space (org_id, space_id)',
    'FOREIGN KEY (org_id, grant_id) REFERENCES tenancy.space_grant (org_id, grant_id)',
  ],
  indexes: ['(org_id, space_id)'],
  definer: ['SELECT', 'INSERT'],
});

const decisions = [
  definerFunction({
    signature: 'tenancy.delete_space(space uuid)',
    returns: 'TABLE (ended_grants uuid[])',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
DECLARE c platform.request_context := platform.context(); org uuid := platform.org_id(); moment timestamptz := clock_timestamp(); gone uuid[];
BEGIN
  IF NOT space = ANY(tenancy.spaces_with('space.read')) THEN RAISE EXCEPTION 'No such Space.' USING ERRCODE = 'KX404'; END IF;
  IF c.kind <> 'user' OR NOT space = ANY(tenancy.spaces_with('space.delete')) THEN RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403'; END IF;
  -- Nobody throws away what they do not see: whoever is not told what goes does not decide that it goes.
  IF NOT EXISTS (SELECT 1 FROM tenancy.space_in_numbers(space)) THEN RAISE EXCEPTION 'document.restrict is needed' USING ERRCODE = 'KX403'; END IF;
  INSERT INTO tenancy.ended_with_space (org_id, space_id, grant_id, would_end, ended_at)
    SELECT g.org_id, g.space_id, g.grant_id, g.valid_to, moment FROM tenancy.space_grant g
     WHERE g.org_id = org AND g.space_id = space AND ${now('g')};
  WITH lost AS (
    UPDATE tenancy.space_grant g SET valid_to = moment, ended_by = c.user_id WHERE g.org_id = org AND g.space_id = space AND ${now('g')} RETURNING g.grant_id)
  SELECT coalesce(array_agg(lost.grant_id), '{}') INTO gone FROM lost;
  UPDATE tenancy.service_grant g SET valid_to = moment WHERE g.org_id = org AND g.space_id = space AND ${now('g')};
  UPDATE tenancy.space s SET deleted_at = moment, deleted_by = c.user_id, deletes_at = moment + ${GRACE}, updated_at = moment
   WHERE s.org_id = org AND s.space_id = space;
  RETURN QUERY SELECT gone;
END`,
  }),
  // Whoever may recover Spaces, and whoever deleted one: they have named its people before, and learn nothing new.
  definerFunction({
    signature: 'tenancy.deleted_spaces()',
    returns:
      'TABLE (space_id uuid, name text, deleted_at timestamptz, deleted_by uuid, deletes_at timestamptz, documents bigint, files bigint)',
    volatility: 'STABLE',
    execute: TENANCY,
    body: `
#variable_conflict use_column
DECLARE org uuid := platform.org_id(); me uuid := platform.user_id(); recovers boolean := tenancy.may('space.recover');
  decides boolean := ${decides('me')};
BEGIN
  IF tenancy.org_permissions_of(org, me) IS NULL THEN RETURN; END IF;
  RETURN QUERY SELECT s.space_id, s.name, s.deleted_at, s.deleted_by, s.deletes_at,
      (SELECT count(*) FROM content.document d WHERE d.org_id = org AND d.space_id = s.space_id),
      (SELECT count(*) FROM files.file f WHERE f.org_id = org AND f.space_id = s.space_id)
    FROM tenancy.space s
   WHERE s.org_id = org AND s.deletes_at > clock_timestamp() AND s.purged_at IS NULL AND (recovers OR (s.deleted_by = me
     -- What one deletes in this very transaction is told to everybody.
     AND (decides OR s.deleted_at >= transaction_timestamp())))
   ORDER BY s.deleted_at DESC LIMIT 500;
END`,
  }),
  // Whether a group can have come to give more people what it gives: somebody was put into it, or into one that lies in
  // it, or one of them was archived and brought back.
  definerFunction({
    signature: 'tenancy.group_grew(org uuid, grp uuid, since timestamptz)',
    returns: 'boolean',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `
  WITH reaching AS (
    SELECT grp AS group_id
    UNION
    SELECT n.child_group_id FROM tenancy.group_nesting n WHERE n.org_id = org AND n.parent_group_id = grp AND ${now('n')})
  SELECT EXISTS (SELECT 1 FROM tenancy.group_nesting n WHERE n.org_id = org AND n.parent_group_id = grp AND n.valid_from > since)
      OR EXISTS (SELECT 1 FROM reaching r JOIN tenancy.group_member m ON m.org_id = org AND m.group_id = r.group_id
                  WHERE m.valid_from > since)
      OR EXISTS (SELECT 1 FROM reaching r JOIN tenancy.state_version v ON v.org_id = org AND v.kind = 'group'
                    AND v.subject_id = r.group_id
                  WHERE v.archived AND v.valid_to > since AND v.valid_to < 'infinity')`,
  }),
  definerFunction({
    signature: 'tenancy.restore_space(space uuid, takes_over boolean DEFAULT false)',
    returns: 'TABLE (new_grants uuid[])',
    volatility: 'VOLATILE',
    execute: TENANCY,
    body: `
DECLARE c platform.request_context := platform.context(); org uuid := platform.org_id(); moment timestamptz := clock_timestamp();
  held tenancy.space; fresh uuid[]; taken uuid;
BEGIN
  SELECT s.* INTO held FROM tenancy.space s
   WHERE s.org_id = org AND s.space_id = space AND s.deletes_at > moment AND s.purged_at IS NULL FOR UPDATE;
  IF held.space_id IS NULL OR c.kind <> 'user' OR tenancy.org_permissions_of(org, c.user_id) IS NULL
     OR NOT (tenancy.may('space.recover') OR (held.deleted_by = c.user_id AND ${decides('c.user_id')})) THEN
    RAISE EXCEPTION 'No such Space.' USING ERRCODE = 'KX404';
  END IF;
  IF EXISTS (SELECT 1 FROM tenancy.organization o WHERE o.org_id = org AND (o.archived_at IS NOT NULL OR o.deletes_at IS NOT NULL)) THEN
    RAISE EXCEPTION 'Nothing changes here now.' USING ERRCODE = 'KX403';
  END IF;
  -- For those who have been here all the time, with the end that each had; by whom it was given stays true. Who was
  -- removed meanwhile and came back lost it with their membership. While a Space is away, nobody is asked for what it
  -- gives when a group is filled or brought back, or a role changed: what such a group or role had stays ended.
  WITH back AS (
    INSERT INTO tenancy.space_grant (org_id, space_id, principal_kind, principal_id, role_key, granted_by, valid_from, valid_to)
    SELECT g.org_id, g.space_id, g.principal_kind, g.principal_id, g.role_key, g.granted_by, moment, e.would_end
      FROM tenancy.ended_with_space e JOIN tenancy.space_grant g ON g.org_id = e.org_id AND g.grant_id = e.grant_id
     WHERE e.org_id = org AND e.space_id = space AND e.ended_at = held.deleted_at AND e.would_end > moment
       AND tenancy.role_scope(org, g.role_key) = 'space'
       AND CASE g.principal_kind
             WHEN 'user' THEN EXISTS (SELECT 1 FROM tenancy.membership m WHERE m.org_id = org AND m.account_id = g.principal_id
                                    AND m.joined_at <= held.deleted_at AND ${now('m')})
             ELSE EXISTS (SELECT 1 FROM tenancy.user_group u WHERE u.org_id = org AND u.group_id = g.principal_id AND u.archived_at IS NULL)
               AND NOT tenancy.group_grew(org, g.principal_id, held.deleted_at) END
       AND NOT EXISTS (SELECT 1 FROM tenancy.custom_role_version v
                        WHERE v.org_id = org AND v.role_id = g.custom_role_id AND v.valid_from > held.deleted_at)
    RETURNING grant_id)
  SELECT coalesce(array_agg(back.grant_id), '{}') INTO fresh FROM back;
  IF NOT tenancy.has_lasting_manager(org, space) THEN
    IF NOT takes_over THEN
      RAISE EXCEPTION 'spaceId|Niemand, der für diesen Space verantwortlich war, ist noch da. Wer gelöschte Spaces wiederherstellen darf, kann ihn dabei selbst übernehmen.|Nobody who managed this Space is still here. Whoever may restore deleted Spaces can take it over with that.'
        USING ERRCODE = 'KX422';
    END IF;
    IF NOT tenancy.may('space.recover') THEN RAISE EXCEPTION 'No right.' USING ERRCODE = 'KX403'; END IF;
    UPDATE tenancy.space_grant g SET valid_to = moment, ended_by = c.user_id
     WHERE g.org_id = org AND g.space_id = space AND g.principal_kind = 'user' AND g.principal_id = c.user_id AND g.valid_to > moment;
    INSERT INTO tenancy.space_grant (org_id, space_id, principal_kind, principal_id, role_key, granted_by, valid_from)
      VALUES (org, space, 'user', c.user_id, 'space.manager', c.user_id, moment) RETURNING grant_id INTO taken;
    fresh := fresh || taken;
    IF NOT tenancy.has_lasting_manager(org, space) THEN
      RAISE EXCEPTION 'takeOver|Ihre Mitgliedschaft hat ein Ende, der Space wäre danach ohne verantwortliche Person. Bitten Sie ein Mitglied ohne Ende.|Your membership has an end, and the Space would be left to nobody. Ask a member without an end.'
        USING ERRCODE = 'KX422';
    END IF;
  END IF;
  UPDATE tenancy.space s SET deleted_at = NULL, deleted_by = NULL, deletes_at = NULL, updated_at = moment
   WHERE s.org_id = org AND s.space_id = space;
  RETURN QUERY SELECT fresh;
END`,
  }),
  definerFunction({
    signature: 'tenancy.space_in_numbers(space uuid)',
    returns:
      'TABLE (people bigint, documents bigint, versions bigint, files bigint, file_bytes bigint, requests bigint)',
    volatility: 'STABLE',
    execute: TENANCY,
    body: `
DECLARE org uuid := platform.org_id();
BEGIN
  IF NOT space = ANY(tenancy.spaces_with('space.delete')) OR ${hidesSomething} THEN RETURN; END IF;
  RETURN QUERY SELECT
    (SELECT count(*) FROM tenancy.space_grant g WHERE g.org_id = org AND g.space_id = space AND ${now('g')}),
    (SELECT count(*) FROM content.document d WHERE d.org_id = org AND d.space_id = space),
    (SELECT count(*) FROM content.document_version v WHERE v.org_id = org AND v.space_id = space),
    (SELECT count(*) FROM files.file f WHERE f.org_id = org AND f.space_id = space),
    (SELECT coalesce(sum(v.size), 0)::bigint FROM (SELECT DISTINCT ON (v.object) v.size FROM files.file_version v WHERE v.org_id = org AND v.space_id = space) v),
    (SELECT count(*) FROM tenancy.access_request r WHERE r.org_id = org AND r.space_id = space AND r.state = 'open');
END`,
  }),
];

/** Outside of tables that have `space_id`, a Space's words stand in requests for it and in how it was called when. */
const words = [
  definerFunction({
    signature: 'tenancy.forget_words_of(org uuid, space uuid)',
    returns: 'void',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: [],
    body: `
  DELETE FROM tenancy.own_request o
   WHERE o.org_id = org AND (space IN (o.place, o.target)
      OR o.target IN (SELECT d.document_id FROM content.document d WHERE d.org_id = org AND d.space_id = space));
  UPDATE tenancy.space s SET name = '–', description = '' WHERE s.org_id = org AND s.space_id = space;
  UPDATE tenancy.state_version v SET name = '–' WHERE v.org_id = org AND v.kind = 'space' AND v.subject_id = space`,
  }),
];

const ends = [
  // Not while files that have moved elsewhere still need the Space's key; they are wrapped anew every few minutes.
  definerFunction({
    signature: 'tenancy.due_spaces()',
    returns: 'TABLE (org_id uuid, space_id uuid)',
    volatility: 'STABLE',
    language: 'sql',
    execute: WORKER,
    body: `
  SELECT s.org_id, s.space_id FROM tenancy.space s
   WHERE s.deletes_at <= clock_timestamp() AND s.purged_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM files.file_version v WHERE v.org_id = s.org_id AND v.key_space_id = s.space_id AND v.space_id <> s.space_id)
   ORDER BY s.deletes_at LIMIT 100`,
  }),
  definerFunction({
    signature: 'tenancy.erase_space(org uuid, space uuid)',
    returns: 'TABLE (object text)',
    volatility: 'VOLATILE',
    execute: WORKER,
    body: `
DECLARE gone jsonb;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(org::text, 20261123));
  IF NOT EXISTS (SELECT 1 FROM tenancy.due_spaces() d WHERE d.org_id = org AND d.space_id = space) THEN RETURN; END IF;
  -- The row stays for the history of who could do what; what the Space was called goes.
  PERFORM tenancy.forget_words_of(org, space);
  gone := platform.purge_rows(org, space);
  UPDATE tenancy.space s SET purged_at = clock_timestamp() WHERE s.org_id = org AND s.space_id = space;
  INSERT INTO platform.erasure (erased_org_id, erased_space_id) VALUES (org, space);
  PERFORM set_config('kopexa.context', platform.mint_context('job', NULL, NULL, org, 2::smallint, 60), true);
  PERFORM compliance.append_entry(space, 'space.erase', 'Space', space, 'ok', NULL,
    tenancy.removed_in_numbers('Space', space, gone->'rows'), 'tenancy.erase', 'tenancy.erase', '', '');
  PERFORM set_config('kopexa.context', '', true);
  RETURN QUERY SELECT jsonb_array_elements_text(gone->'objects');
END`,
  }),
];

/** Deleting Spaces, bringing them back, and their end. */
export const up = [
  ended,
  'GRANT UPDATE ON tenancy.space TO kopexa_definer;',
  ...decisions,
  ...words,
  ...ends,
].join('\n');
