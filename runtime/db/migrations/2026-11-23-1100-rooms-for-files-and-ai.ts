import { OWNER } from '../roles.js';

const ROOMS = ['files', 'ai'];
const LOGINS = 'kopexa_files, kopexa_ai';

/** What both rooms may call of the others, as identity, tenancy, content and compliance may. */
const PUBLISHED = [
  'platform.context()',
  'platform.org_id()',
  'platform.user_id()',
  'platform.enter_write(boolean)',
  'platform.add_subject_key(uuid, bytea)',
  'tenancy.may(text)',
  'tenancy.spaces_with(text)',
  'tenancy.setting(text)',
  'compliance.append_entry(uuid, text, text, uuid, text, text, text, text, text, text, text)',
];

/** Schemas and logins of two more rooms. */
export const up = [
  ...ROOMS.flatMap((room) => [
    `CREATE SCHEMA IF NOT EXISTS ${room} AUTHORIZATION ${OWNER};`,
    `GRANT USAGE ON SCHEMA ${room} TO kopexa_${room};`,
  ]),
  `GRANT USAGE ON SCHEMA platform, tenancy, compliance TO ${LOGINS};`,
  'SET LOCAL ROLE kopexa_definer;',
  ...PUBLISHED.map((signature) => `GRANT EXECUTE ON FUNCTION ${signature} TO ${LOGINS};`),
  `SET LOCAL ROLE ${OWNER};`,
].join('\n');
