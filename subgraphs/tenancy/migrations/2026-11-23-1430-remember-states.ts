import { createTable, definerFunction, technical } from '#runtime/db/table.js';

/**
 * What grants and memberships do not remember themselves, so that a review can ask about any moment: what the built-in
 * roles held, and how Organizations, Spaces and groups were called, archived and deleted.
 */
const tables = [
  createTable({
    name: 'tenancy.built_in_role_version',
    scope: 'internal',
    columns: {
      role_key: technical('text NOT NULL REFERENCES tenancy.role (role_key)'),
      permissions: technical('text[] NOT NULL'),
      valid_from: technical('timestamptz NOT NULL'),
      valid_to: technical("timestamptz NOT NULL DEFAULT 'infinity'"),
    },
    constraints: ['PRIMARY KEY (role_key, valid_from)', 'CHECK (valid_to >= valid_from)'],
    definer: ['SELECT', 'INSERT', 'UPDATE'],
  }),
  createTable({
    name: 'tenancy.state_version',
    scope: 'internal',
    columns: {
      state_id: technical('uuid NOT NULL DEFAULT uuidv7()'),
      org_id: technical('uuid NOT NULL'),
      kind: technical("text NOT NULL CHECK (kind IN ('organization', 'space', 'group'))"),
      subject_id: technical('uuid NOT NULL'),
      name: technical('text NOT NULL'),
      archived: technical('boolean NOT NULL'),
      // A Space that is deleted; an Organization that is on the way to it.
      gone: technical('boolean NOT NULL'),
      valid_from: technical('timestamptz NOT NULL'),
      valid_to: technical("timestamptz NOT NULL DEFAULT 'infinity'"),
    },
    constraints: [
      'PRIMARY KEY (org_id, state_id)',
      'FOREIGN KEY (org_id) REFERENCES tenancy.organization (org_id)',
      'CHECK (valid_to >= valid_from)',
    ],
    indexes: ['(org_id, kind, subject_id, valid_to)'],
    definer: ['SELECT', 'INSERT', 'UPDATE'],
  }),
  `CREATE UNIQUE INDEX one_current_state ON tenancy.state_version (org_id, kind, subject_id) WHERE valid_to = 'infinity';`,
];

const recording = [
  definerFunction({
    signature: 'tenancy.note_built_in_role()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: ['kopexa_owner'],
    body: `
DECLARE moment timestamptz := clock_timestamp();
BEGIN
  UPDATE tenancy.built_in_role_version v SET valid_to = moment WHERE v.role_key = NEW.role_key AND v.valid_to = 'infinity';
  -- A role was never held before it came into being, so the first version may begin with the world.
  INSERT INTO tenancy.built_in_role_version (role_key, permissions, valid_from)
    VALUES (NEW.role_key, NEW.permissions, CASE WHEN FOUND THEN moment ELSE '-infinity' END);
  RETURN NULL;
END`,
  }),
  definerFunction({
    signature: 'tenancy.note_state()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: ['kopexa_owner'],
    body: `
DECLARE fresh jsonb := to_jsonb(NEW); held record; moment timestamptz := clock_timestamp();
  what text := CASE TG_TABLE_NAME WHEN 'user_group' THEN 'group' ELSE TG_TABLE_NAME END;
  subject uuid := coalesce(fresh->>'group_id', fresh->>'space_id', fresh->>'org_id')::uuid;
  is_archived boolean := fresh->>'archived_at' IS NOT NULL;
  is_gone boolean := coalesce(fresh->>'deleted_at', fresh->>'deletes_at') IS NOT NULL;
BEGIN
  SELECT s.* INTO held FROM tenancy.state_version s
   WHERE s.org_id = NEW.org_id AND s.kind = what AND s.subject_id = subject AND s.valid_to = 'infinity';
  IF (held.name, held.archived, held.gone) IS NOT DISTINCT FROM (NEW.name, is_archived, is_gone) THEN RETURN NULL; END IF;
  UPDATE tenancy.state_version s SET valid_to = moment WHERE s.org_id = NEW.org_id AND s.state_id = held.state_id;
  INSERT INTO tenancy.state_version (org_id, kind, subject_id, name, archived, gone, valid_from)
    VALUES (NEW.org_id, what, subject, NEW.name, is_archived, is_gone,
            CASE WHEN TG_OP = 'INSERT' THEN NEW.created_at ELSE moment END);
  RETURN NULL;
END`,
  }),
  `CREATE TRIGGER note_built_in_role AFTER INSERT OR UPDATE OF permissions ON tenancy.role
     FOR EACH ROW EXECUTE FUNCTION tenancy.note_built_in_role();`,
  ...['organization', 'space', 'user_group'].map(
    (table) =>
      `CREATE TRIGGER note_state AFTER INSERT OR UPDATE ON tenancy.${table} FOR EACH ROW EXECUTE FUNCTION tenancy.note_state();`,
  ),
];

/** What is there already: open until it was archived, as far as that is known. */
const known = (kind: string, table: string, id: string): string => `
INSERT INTO tenancy.state_version (org_id, kind, subject_id, name, archived, gone, valid_from, valid_to)
  SELECT t.org_id, '${kind}', t.${id}, t.name, false, false, t.created_at, greatest(t.archived_at, t.created_at)
    FROM tenancy.${table} t WHERE t.archived_at IS NOT NULL
  UNION ALL
  SELECT t.org_id, '${kind}', t.${id}, t.name, t.archived_at IS NOT NULL, false,
         greatest(t.archived_at, t.created_at), 'infinity' FROM tenancy.${table} t;`;

/** The memory of states. */
export const up = [
  ...tables,
  ...recording,
  `INSERT INTO tenancy.built_in_role_version (role_key, permissions, valid_from)
     SELECT r.role_key, r.permissions, '-infinity' FROM tenancy.role r;`,
  known('organization', 'organization', 'org_id'),
  known('space', 'space', 'space_id'),
  known('group', 'user_group', 'group_id'),
].join('\n');
