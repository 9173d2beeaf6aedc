import { body, cut } from './break-database.js';
import type { Fault } from './fault.js';

/** Checks that are missing in functions of the database. */
export const functionFaults: readonly Fault[] = [
  {
    name: 'tenancy.may says yes to everybody',
    asks: /audit|setting|member|invitation/i,
    database: body('tenancy.may', () => 'BEGIN RETURN true; END'),
  },
  {
    name: 'tenancy.spaces_with names every Space there is',
    asks: /document|space|search/i,
    database: body(
      'tenancy.spaces_with',
      () => 'BEGIN RETURN (SELECT array_agg(s.space_id) FROM tenancy.space s); END',
    ),
  },
  {
    name: 'tenancy.spaces_with names every Space of the Organization',
    asks: /document|space|search/i,
    database: body(
      'tenancy.spaces_with',
      () =>
        'BEGIN RETURN (SELECT array_agg(s.space_id) FROM tenancy.space s WHERE s.org_id = (platform.context()).org_id); END',
    ),
  },
  {
    name: 'a grant that was ended goes on',
    asks: /document|space/i,
    database: cut('tenancy.space_permissions_of', /AND g\.valid_to > clock_timestamp\(\)/),
  },
  {
    name: 'a session that was ended goes on',
    asks: /me$|organization|document|session/i,
    database: cut('identity.session_of', /AND s\.revoked_at IS NULL|s\.revoked_at IS NULL AND/),
  },
  {
    name: 'a password alone is taken for a second factor',
    asks: /me$|organization|document|space/i,
    database: body('tenancy.resolve_session', (before) =>
      before
        .replaceAll('s.assurance >= 2', 'true')
        .replaceAll("'assurance', s.assurance", "'assurance', 2")
        .replaceAll('s.session_id, org, s.assurance', 's.session_id, org, 2::smallint'),
    ),
  },
  {
    name: 'the MAC of the database context is not checked',
    asks: /^document$/,
    database: cut('platform.context', /IF sha256[\s\S]*?END IF;/),
  },
  {
    name: 'the expiry of the database context is not checked',
    asks: /^document$/,
    database: cut('platform.context', /IF part\[7\][\s\S]*?END IF;/),
  },
  {
    name: 'search forgets the Organization and the Spaces',
    asks: /search/i,
    database: body('content.search', (before) =>
      before
        .replace('e.org_id = org AND', '')
        .replaceAll('AND e.space_id = ANY(published)', '')
        .replaceAll('AND e.space_id = ANY(drafts)', ''),
    ),
  },
  {
    name: 'search forgets the Spaces',
    asks: /search/i,
    database: body('content.search', (before) =>
      before.replaceAll('AND e.space_id = ANY(published)', '').replaceAll('AND e.space_id = ANY(drafts)', ''),
    ),
  },
  {
    name: 'search shows drafts to readers',
    asks: /search/i,
    database: cut('content.search', 'AND e.space_id = ANY(drafts)', 'AND e.space_id = ANY(published)'),
  },
  {
    name: 'people of other Organizations are told by name',
    asks: /me$|member|user/i,
    database: body('tenancy.people_of_org', () => 'BEGIN RETURN ids; END'),
  },
];
