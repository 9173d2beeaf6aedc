import { createTable, createdAt, definerFunction, technical } from '#runtime/db/table.js';

const WORKER = ['kopexa_worker'];

/** Access that ends as planned is told about: a day before, and when it has ended. Each once. */
export const up = [
  createTable({
    name: 'tenancy.grant_notice',
    scope: 'internal',
    columns: {
      org_id: technical('uuid NOT NULL'),
      grant_id: technical('uuid NOT NULL'),
      kind: technical("text NOT NULL CHECK (kind IN ('soon', 'ended'))"),
      noticed_at: createdAt(),
    },
    constraints: [
      'PRIMARY KEY (org_id, grant_id, kind)',
      'FOREIGN KEY (org_id, grant_id) REFERENCES tenancy.space_grant (org_id, grant_id)',
    ],
    definer: ['SELECT', 'INSERT', 'DELETE'],
  }),
  // What was given for less than two days needs no word the day before. What ended while nobody looked is told for a week.
  definerFunction({
    signature: 'tenancy.grant_ends_due()',
    returns: 'TABLE (org_id uuid, grant_id uuid, kind text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: WORKER,
    body: `
  SELECT due.org_id, due.grant_id, due.kind FROM (
    SELECT g.org_id, g.grant_id, g.space_id, CASE WHEN g.valid_to > clock_timestamp() THEN 'soon' ELSE 'ended' END AS kind
      FROM tenancy.space_grant g
     WHERE g.planned_to <> 'infinity' AND g.planned_to = g.valid_to
       AND g.planned_to BETWEEN clock_timestamp() - interval '7 days' AND clock_timestamp() + interval '1 day'
       AND (g.valid_to <= clock_timestamp() OR g.valid_to - g.valid_from >= interval '2 days')) due
    JOIN tenancy.organization o ON o.org_id = due.org_id AND o.archived_at IS NULL AND o.deletes_at IS NULL
    JOIN tenancy.space s ON s.org_id = due.org_id AND s.space_id = due.space_id AND s.deleted_at IS NULL
   WHERE NOT EXISTS (SELECT 1 FROM tenancy.grant_notice n
                      WHERE n.org_id = due.org_id AND n.grant_id = due.grant_id AND n.kind = due.kind)
   LIMIT 1000`,
  }),
  definerFunction({
    signature: 'tenancy.announce_grant_end(org uuid, about uuid, notice text, sealed text)',
    returns: 'boolean',
    volatility: 'VOLATILE',
    execute: WORKER,
    body: `
DECLARE event uuid;
BEGIN
  INSERT INTO tenancy.grant_notice (org_id, grant_id, kind) VALUES (org, about, notice) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO platform.outbox_event (org_id, topic, payload)
    VALUES (org, 'tenancy.grant_end', jsonb_build_object('sealed', sealed)) RETURNING id INTO event;
  PERFORM pg_notify('kopexa_outbox', event::text);
  RETURN true;
END`,
  }),
  // One row a mail: to the person, and to those who may give the access anew. Nothing for a grant that was changed since.
  definerFunction({
    signature: 'tenancy.grant_end_mails(about uuid)',
    returns:
      'TABLE (email text, recipient text, locale text, is_holder boolean, principal text, is_group boolean, space_name text, space_id uuid, organization_slug text, organization_name text, role_key text, role_name text, ends_at timestamptz, has_ended boolean)',
    volatility: 'STABLE',
    execute: WORKER,
    body: `
#variable_conflict use_column
DECLARE g tenancy.space_grant; holder uuid; named text; people uuid[];
BEGIN
  SELECT one.* INTO g FROM tenancy.space_grant one WHERE one.grant_id = about AND one.planned_to = one.valid_to AND one.valid_to < 'infinity';
  IF g.grant_id IS NULL THEN RETURN; END IF;
  IF g.principal_kind = 'user' THEN
    SELECT m.account_id INTO holder FROM tenancy.membership m WHERE m.org_id = g.org_id AND m.account_id = g.principal_id
       AND m.valid_from <= clock_timestamp() AND m.valid_to > clock_timestamp();
    IF holder IS NULL THEN RETURN; END IF;
    SELECT p.name INTO named FROM identity.contacts(ARRAY[holder]) p;
  ELSE
    SELECT u.name INTO named FROM tenancy.user_group u WHERE u.org_id = g.org_id AND u.group_id = g.principal_id AND u.archived_at IS NULL;
    IF named IS NULL THEN RETURN; END IF;
  END IF;
  people := array_remove(coalesce(tenancy.space_managers(g.org_id, g.space_id), '{}'), holder) || holder;
  RETURN QUERY SELECT p.email, p.name, p.locale, p.account_id IS NOT DISTINCT FROM holder, named, g.principal_kind = 'group',
      s.name, s.space_id, o.slug, o.name, g.role_key, tenancy.custom_role_name(g.org_id, g.role_key), g.valid_to,
      g.valid_to <= clock_timestamp()
    FROM identity.contacts(people) p JOIN tenancy.organization o ON o.org_id = g.org_id
    JOIN tenancy.space s ON s.org_id = g.org_id AND s.space_id = g.space_id AND s.deleted_at IS NULL;
END`,
  }),
].join('\n');
