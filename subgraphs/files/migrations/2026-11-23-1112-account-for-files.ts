import { definerFunction } from '#runtime/db/table.js';
import { seesFile } from './access.js';

/** What is used, where a file lies, and what it is called. */
export const up = [
  // Versions restored from another one share its bytes and count once. An upload counts from its beginning.
  definerFunction({
    signature: 'files.usage()',
    returns: 'TABLE (used bigint, reserved bigint)',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_files'],
    body: `
  SELECT coalesce((SELECT sum(o.size) FROM (SELECT DISTINCT v.object, v.size FROM files.file_version v
                    WHERE v.org_id = platform.org_id()) o), 0)::bigint,
         coalesce((SELECT sum(u.size) FROM files.upload u
                    WHERE u.org_id = platform.org_id() AND u.completed_at IS NULL), 0)::bigint`,
  }),
  // The same after a lock that is held to the end of the transaction: two uploads cannot take the same last place.
  definerFunction({
    signature: 'files.lock_usage()',
    returns: 'bigint',
    volatility: 'VOLATILE',
    execute: ['kopexa_files'],
    body: `
DECLARE total bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(platform.org_id()::text, 20261124));
  SELECT u.used + u.reserved INTO total FROM files.usage() u;
  RETURN total;
END`,
  }),
  // Published to the audit trail's function: a refused attempt belongs to the Space of what was aimed at.
  definerFunction({
    signature: 'files.space_of(org uuid, file uuid)',
    returns: 'uuid',
    volatility: 'STABLE',
    language: 'sql',
    execute: [],
    body: `SELECT f.space_id FROM files.file f WHERE f.org_id = org AND f.file_id = file`,
  }),
  // Published to the audit viewer: names of those files that the context may see.
  definerFunction({
    signature: 'files.names(ids uuid[])',
    returns: 'TABLE (file_id uuid, name text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_compliance'],
    body: `
  SELECT f.file_id, f.name FROM files.file f
   WHERE f.org_id = (SELECT platform.org_id()) AND f.file_id = ANY(ids) AND ${seesFile('f')}`,
  }),
  'GRANT USAGE ON SCHEMA files TO kopexa_compliance;',
].join('\n');
