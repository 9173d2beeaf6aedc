import { body, cut, sql } from './break-database.js';
import type { Fault } from './fault.js';

const HELD = 'tenancy.space_permissions_of';
const ROLE = 'tenancy.org_permissions_of';
const GROUPS = 'tenancy.groups_of';
const SUPPORT = /AND \(m\.role_key <> 'organization\.support' OR tenancy\.is_supporter\(account\)\)/;

/** Checks that are missing where permissions, groups, ends, support and restrictions are decided. */
export const permissionFaults: readonly Fault[] = [
  {
    name: 'a custom role gives what an earlier version of it gave',
    asks: /document|space/i,
    database: cut(HELD, "AND v.valid_to = 'infinity'"),
  },
  {
    name: 'an archived group still gives access',
    asks: /document|space/i,
    database: cut(GROUPS, 'AND g.archived_at IS NULL'),
  },
  {
    name: 'being in a group goes on after its end',
    asks: /document|space/i,
    database: cut(GROUPS, 'AND gm.valid_to > clock_timestamp()'),
  },
  {
    name: 'the nesting of groups goes on after its end',
    asks: /document|space/i,
    database: cut(GROUPS, 'AND n.valid_to > clock_timestamp()'),
  },
  {
    name: 'a membership goes on after its end',
    asks: /me$|organization|member/i,
    // Both look: with one of them left, nobody could tell.
    database: async (client) => {
      for (const name of [ROLE, 'tenancy.resolve_session'])
        await cut(name, 'AND m.valid_to > clock_timestamp()')(client);
    },
  },
  {
    name: 'auditors may change what was shared with them',
    asks: /document/i,
    database: body(HELD, (before) => before.replace("AND m.role_key <> 'organization.auditor'", '')),
  },
  {
    name: 'support of somebody who left the operator goes on',
    asks: /organization|member|document|space/i,
    // Both look: who holds nothing in the Organization does not get as far as its Spaces.
    database: async (client) => {
      for (const name of [ROLE, HELD]) await cut(name, SUPPORT)(client);
    },
  },
  {
    name: 'a deleted Space is still given',
    asks: /document|space/i,
    database: cut(HELD, 'AND sp.deleted_at IS NULL'),
  },
  {
    name: 'everybody may ask who has access to a Space',
    asks: /access/i,
    database: body('tenancy.may_review', () => 'BEGIN RETURN true; END'),
  },
  {
    name: 'restrictions of documents are not asked for',
    asks: /document|search/i,
    database: body('content.closed_documents', () => "BEGIN RETURN '{}'; END"),
  },
  {
    name: 'a restriction ends at the document that has it',
    asks: /document/i,
    database: cut('content.closed_to', 'AND d.parent_id = closed.document_id', 'AND false'),
  },
  {
    name: 'a restriction lets in whoever is in any group',
    asks: /document/i,
    database: cut('content.closed_to', 'g.principal_id = ANY(groups)', 'true'),
  },
  {
    name: 'the policy of restrictions is missing on documents',
    asks: /document/i,
    database: sql('DROP POLICY unrestricted ON content.document'),
  },
  {
    name: 'the policy of restrictions is missing on versions',
    asks: /document|version/i,
    database: sql('DROP POLICY unrestricted ON content.document_version'),
  },
  {
    name: 'search finds in restricted documents',
    asks: /search/i,
    database: cut('content.search', 'AND NOT e.document_id = ANY(closed)'),
  },
];
