import { definerFunction } from '#runtime/db/table.js';

const TENANCY = ['kopexa_tenancy'];
const at = (row: string): string => `${row}.valid_from <= moment AND ${row}.valid_to > moment`;

/** What could be given instead, and what the reader may give of it. */
const choices = [
  definerFunction({
    signature: 'tenancy.role_choices(space uuid, held_role text)',
    returns: 'jsonb',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE org uuid := platform.org_id(); sees_custom boolean := tenancy.may('member.read') OR tenancy.may('access.review');
BEGIN
  RETURN (
    SELECT coalesce(jsonb_agg(jsonb_build_object('role', r.key, 'roleName', r.name, 'permissions', r.permissions, 'canDo',
        CASE WHEN space IS NOT NULL THEN tenancy.may_grant(space, r.key)
             ELSE tenancy.may_give(r.key) AND (held_role IS NULL AND tenancy.may('member.invite')
               OR held_role IS NOT NULL AND tenancy.may('member.manage') AND tenancy.may_give(held_role)) END) ORDER BY r.key), '[]')
      FROM (SELECT b.role_key AS key, NULL::text AS name,
                   CASE WHEN b.scope = 'organization' THEN tenancy.counting(org, b.permissions) ELSE b.permissions END AS permissions
              FROM tenancy.role b
             WHERE b.scope = CASE WHEN space IS NULL THEN 'organization' ELSE 'space' END AND b.role_key <> 'organization.support'
            UNION ALL
            SELECT c.role_id::text, v.name, v.permissions FROM tenancy.custom_role c
              JOIN tenancy.custom_role_version v ON v.org_id = c.org_id AND v.role_id = c.role_id AND v.valid_to = 'infinity'
             WHERE sees_custom AND c.org_id = org AND c.archived_at IS NULL
               AND c.scope = CASE WHEN space IS NULL THEN 'organization' ELSE 'space' END) r);
END`,
  }),
  // Groups in which somebody is not, with what they give here and how much of it elsewhere would be new.
  definerFunction({
    signature: 'tenancy.group_choices(space uuid, person uuid, moment timestamptz)',
    returns: 'jsonb',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE org uuid := platform.org_id();
BEGIN
  IF NOT tenancy.may('member.read') THEN RETURN '[]'; END IF;
  RETURN (
    WITH reach AS (
      SELECT g.group_id AS own, g.group_id AS reached FROM tenancy.user_group g WHERE g.org_id = org AND g.archived_at IS NULL
      UNION
      SELECT n.child_group_id, n.parent_group_id FROM tenancy.group_nesting n
        JOIN tenancy.user_group p ON p.org_id = n.org_id AND p.group_id = n.parent_group_id AND p.archived_at IS NULL
       WHERE n.org_id = org AND ${at('n')}),
    held AS (SELECT h.space_id, p FROM tenancy.held_at(org, NULL, person, moment) h CROSS JOIN LATERAL unnest(h.permissions) p),
    gives AS (SELECT DISTINCT r.own, g.space_id, p FROM reach r
        JOIN tenancy.space_grant g ON g.org_id = org AND g.principal_kind = 'group' AND g.principal_id = r.reached AND ${at('g')}
        JOIN tenancy.space s ON s.org_id = org AND s.space_id = g.space_id AND s.deleted_at IS NULL
       CROSS JOIN LATERAL unnest(tenancy.role_permissions(org, g.role_key)) p)
    SELECT coalesce(jsonb_agg(jsonb_build_object('groupId', u.group_id, 'group', u.name,
        'people', (SELECT count(*) FROM tenancy.group_member gm WHERE gm.org_id = org AND gm.group_id = u.group_id AND ${at('gm')}),
        'permissions', ARRAY(SELECT g.p FROM gives g WHERE g.own = u.group_id AND g.space_id = space ORDER BY g.p),
        'elsewhere', (SELECT count(*) FROM gives g WHERE g.own = u.group_id AND g.space_id <> space
                        AND NOT EXISTS (SELECT 1 FROM held h WHERE h.space_id = g.space_id AND h.p = g.p)),
        'canDo', tenancy.may_fill_group(u.group_id)) ORDER BY u.group_id), '[]')
      FROM tenancy.user_group u
     WHERE u.org_id = org AND u.archived_at IS NULL AND EXISTS (SELECT 1 FROM gives g WHERE g.own = u.group_id AND g.space_id = space)
       AND NOT EXISTS (SELECT 1 FROM tenancy.groups_at(org, person, moment) mine WHERE mine.own_id = u.group_id));
END`,
  }),
];

/** The state of every fence before somebody at a moment; sentences are made of it elsewhere. */
const facts = [
  definerFunction({
    signature: 'tenancy.may_explain(person uuid, space uuid, document uuid, moment timestamptz)',
    returns: 'boolean',
    volatility: 'STABLE',
    execute: [],
    body: `
DECLARE org uuid := platform.org_id(); myself boolean := person = platform.user_id();
  of_people boolean := tenancy.may('access.review') OR tenancy.may('member.read');
BEGIN
  IF tenancy.reviewed_principal(person) IS NULL THEN RETURN false; END IF;
  IF document IS NOT NULL THEN
    RETURN (tenancy.may_review_document(document, moment) AND (myself OR of_people))
      OR (myself AND (tenancy.reads_document(document)
        OR EXISTS (SELECT 1 FROM tenancy.held_at_document(org, document, person, moment))));
  ELSIF space IS NOT NULL THEN
    RETURN (tenancy.may_review(space) AND (myself OR of_people))
      OR (myself AND (space = ANY(tenancy.spaces_with('space.read')) OR EXISTS (
        SELECT 1 FROM tenancy.held_at(org, space, person, moment) h WHERE h.space_id = space AND cardinality(h.permissions) > 0)));
  END IF;
  RETURN myself OR tenancy.may('access.review');
END`,
  }),
  definerFunction({
    signature: 'tenancy.explain_facts(person uuid, space uuid, document uuid, asked timestamptz)',
    returns: 'jsonb',
    volatility: 'STABLE',
    execute: TENANCY,
    body: `
DECLARE org uuid := platform.org_id(); moment timestamptz := coalesce(asked, clock_timestamp()); answer jsonb; place uuid := space;
  is_there boolean := false; is_published boolean; closing jsonb := '[]';
  member jsonb; account uuid; tool record; o record; s record;
BEGIN
  IF NOT tenancy.may_explain(person, space, document, moment) THEN RETURN NULL; END IF;
  IF document IS NOT NULL THEN
    SELECT d.space_id, d.published, d.restrictions INTO place, is_published, closing FROM content.document_at(org, document, moment) d;
    is_there := FOUND;
  END IF;
  SELECT t.* INTO tool FROM identity.service_accounts_at(org, person, moment) t;
  account := coalesce(tool.owner_id, person);
  SELECT v.* INTO o FROM tenancy.state_version v WHERE v.org_id = org AND v.kind = 'organization' AND ${at('v')};
  SELECT v.* INTO s FROM tenancy.state_version v WHERE v.org_id = org AND v.kind = 'space' AND v.subject_id = place AND ${at('v')};
  SELECT jsonb_build_object('role', m.role_key, 'roleName', m.role_name, 'given', m.given, 'permissions', m.permissions,
           'counts', m.permissions IS NOT NULL, 'from', m.valid_from, 'to', nullif(m.valid_to, 'infinity')) INTO member
    FROM tenancy.members_at(org, account, moment) m;
  answer := tenancy.reviewed_principal(person) || jsonb_build_object(
    'at', moment, 'asks', CASE WHEN document IS NOT NULL THEN 'document' WHEN space IS NOT NULL THEN 'space' ELSE 'organization' END,
    'isPresent', asked IS NULL, 'isSelf', person = platform.user_id(),
    'secondFactor', CASE WHEN asked IS NULL THEN identity.has_second_factor(account) END,
    'organization', CASE WHEN o.state_id IS NOT NULL THEN jsonb_build_object('name', o.name, 'archived', o.archived, 'gone', o.gone) END,
    'isOperator', (SELECT t.is_operator FROM tenancy.organization t WHERE t.org_id = org),
    'member', member,
    'formerMember', (SELECT jsonb_build_object('role', m.role_key, 'roleName', (SELECT v.name FROM tenancy.custom_role_version v WHERE v.org_id = org AND v.role_id = m.custom_role_id AND v.valid_to = 'infinity'), 'to', m.valid_to) FROM tenancy.membership m
        WHERE member IS NULL AND m.org_id = org AND m.account_id = account AND m.valid_to <= moment ORDER BY m.valid_to DESC LIMIT 1),
    'space', CASE WHEN s.state_id IS NOT NULL THEN jsonb_build_object('id', place, 'name', s.name, 'archived', s.archived, 'gone', s.gone) END,
    'document', CASE WHEN is_there THEN jsonb_build_object('published', is_published, 'restrictions',
      (SELECT coalesce(jsonb_agg(jsonb_build_object('by', r->'madeBy', 'since', r->'since', 'admits', r->'users' ? account::text
         OR coalesce(r->'groups' ?| (SELECT array_agg(g.group_id::text) FROM tenancy.groups_at(org, account, moment) g), false))), '[]')
         FROM jsonb_array_elements(closing) r)) END,
    'tool', CASE WHEN tool.service_account_id IS NOT NULL THEN jsonb_build_object('ownerId', tool.owner_id,
      'owner', (SELECT c.name FROM identity.contacts(ARRAY[tool.owner_id]) c), 'revoked', tool.revoked,
      'hasSecret', tool.has_secret, 'expiresAt', tool.expires_at) END,
    'held', (SELECT to_jsonb(h.permissions) FROM tenancy.held_at(org, place, person, moment) h WHERE h.space_id IS NOT DISTINCT FROM place),
    'ownerHeld', (SELECT to_jsonb(h.permissions) FROM tenancy.held_at(org, place, account, moment) h WHERE h.space_id IS NOT DISTINCT FROM place),
    'open', CASE WHEN document IS NOT NULL THEN (SELECT to_jsonb(h.permissions) FROM tenancy.held_at_document(org, document, person, moment) h) END,
    'ways', coalesce((SELECT h.ways FROM tenancy.held_at(org, place, person, moment) h WHERE h.space_id IS NOT DISTINCT FROM place), '[]'));
  IF place IS NOT NULL THEN
    answer := answer || jsonb_build_object('formerGrants', (SELECT coalesce(jsonb_agg(f.grant ORDER BY f.ended DESC), '[]') FROM (
      SELECT jsonb_build_object('role', g.role_key, 'roleName', (SELECT v.name FROM tenancy.custom_role_version v WHERE v.org_id = org AND v.role_id = g.custom_role_id AND v.valid_to = 'infinity'), 'to', g.valid_to) AS grant, g.valid_to AS ended
        FROM tenancy.space_grant g WHERE g.org_id = org AND g.space_id = place AND g.principal_kind = 'user' AND g.principal_id = account
         AND g.valid_to <= moment ORDER BY g.valid_to DESC LIMIT 1) f));
  END IF;
  IF asked IS NULL THEN
    answer := answer || jsonb_build_object(
      'roles', tenancy.role_choices(place, member->>'role'),
      'organizationRoles', CASE WHEN place IS NOT NULL THEN tenancy.role_choices(NULL, member->>'role') ELSE '[]' END,
      'groups', CASE WHEN place IS NOT NULL AND tool.service_account_id IS NULL AND tenancy.may_review(place)
                     THEN tenancy.group_choices(place, account, moment) ELSE '[]' END,
      'can', jsonb_build_object('invite', tenancy.may('member.invite'), 'archiveOrganization', tenancy.may('organization.archive'),
        'deleteOrganization', tenancy.may('organization.delete'), 'updateSpace', place = ANY(tenancy.spaces_with('space.update')),
        'recoverSpace', tenancy.may('space.recover'), 'restrict', place = ANY(tenancy.spaces_with('document.restrict')),
        'publish', place = ANY(tenancy.spaces_with('document.publish')), 'manageTools', tenancy.may('service_account.manage')));
  END IF;
  RETURN jsonb_strip_nulls(answer);
END`,
  }),
];

/** What an explanation is made of. */
export const up = [...choices, ...facts].join('\n');
