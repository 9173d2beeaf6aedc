import { definerFunction } from '#runtime/db/table.js';

/** What the worker does by the clock; it sees ids, opaque names and wrapped keys, never a name or a byte. */
export const up = [
  // Uploads that were never finished, and those that were, a day after their beginning.
  definerFunction({
    signature: 'files.expire_uploads()',
    returns: 'TABLE (object text)',
    volatility: 'VOLATILE',
    language: 'sql',
    execute: ['kopexa_worker'],
    body: `
  WITH gone AS (DELETE FROM files.upload u WHERE u.expires_at < now() RETURNING u.object, u.completed_at)
  SELECT g.object FROM gone g WHERE g.completed_at IS NULL`,
  }),
  // Trash → retention → gone: rows and with them the keys. Each is an entry of the Organization's trail.
  definerFunction({
    signature: 'files.purge(days integer)',
    returns: 'TABLE (object text)',
    volatility: 'VOLATILE',
    execute: ['kopexa_worker'],
    body: `
#variable_conflict use_column
DECLARE gone record; objects text[]; mine text[];
BEGIN
  FOR gone IN SELECT f.org_id, f.space_id, f.file_id FROM files.file f
      WHERE f.trashed_at < now() - make_interval(days => days) ORDER BY f.trashed_at LIMIT 500 FOR UPDATE SKIP LOCKED LOOP
    WITH versions AS (DELETE FROM files.file_version v WHERE v.org_id = gone.org_id AND v.file_id = gone.file_id RETURNING v.object)
      SELECT array_agg(DISTINCT v.object) INTO mine FROM versions v;
    DELETE FROM files.file f WHERE f.org_id = gone.org_id AND f.file_id = gone.file_id;
    objects := objects || mine;
    PERFORM set_config('kopexa.context', platform.mint_context('job', NULL, NULL, gone.org_id, 2::smallint, 60), true);
    PERFORM compliance.append_entry(gone.space_id, 'file.purge', 'File', gone.file_id, 'ok', NULL, '[]', 'files.purge', 'files.purge', '', '');
  END LOOP;
  PERFORM set_config('kopexa.context', '', true);
  RETURN QUERY SELECT DISTINCT o FROM unnest(objects) o;
END`,
  }),
  // Those of the names in the store that something still refers to.
  definerFunction({
    signature: 'files.known_objects(names text[])',
    returns: 'TABLE (object text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_worker'],
    body: `
  SELECT v.object FROM files.file_version v WHERE v.object = ANY(names)
  UNION SELECT u.object FROM files.upload u WHERE u.object = ANY(names) AND u.completed_at IS NULL
  UNION SELECT a.object FROM files.avatar a WHERE a.object = ANY(names)`,
  }),
  // After a document moved: its files are still wrapped by the key of the Space that it left.
  definerFunction({
    signature: 'files.to_rewrap(batch integer)',
    returns:
      'TABLE (org_id uuid, version_id uuid, object text, wrapped_key bytea, key_space_id uuid, space_id uuid, organization_key bytea, from_key bytea, to_key bytea)',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_worker'],
    body: `
  SELECT v.org_id, v.version_id, v.object, v.wrapped_key, v.key_space_id, v.space_id, o.wrapped_key, f.wrapped_key, t.wrapped_key
    FROM files.file_version v
    JOIN files.organization_key o ON o.org_id = v.org_id
    JOIN files.space_key f ON f.org_id = v.org_id AND f.space_id = v.key_space_id
    LEFT JOIN files.space_key t ON t.org_id = v.org_id AND t.space_id = v.space_id
   WHERE v.key_space_id <> v.space_id LIMIT batch`,
  }),
  definerFunction({
    signature: 'files.rewrap(org uuid, version uuid, space uuid, space_key bytea, wrapped bytea)',
    returns: 'void',
    volatility: 'VOLATILE',
    execute: ['kopexa_worker'],
    body: `
BEGIN
  INSERT INTO files.space_key (org_id, space_id, wrapped_key) VALUES (org, space, space_key) ON CONFLICT DO NOTHING;
  IF NOT EXISTS (SELECT 1 FROM files.space_key k WHERE k.org_id = org AND k.space_id = space AND k.wrapped_key = space_key) THEN RETURN; END IF;
  UPDATE files.file_version v SET wrapped_key = wrapped, key_space_id = space
   WHERE v.org_id = org AND v.version_id = version AND v.space_id = space;
END`,
  }),
  'GRANT USAGE ON SCHEMA files TO kopexa_worker;',
].join('\n');
