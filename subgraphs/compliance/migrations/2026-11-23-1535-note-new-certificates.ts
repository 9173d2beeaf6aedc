import { definerFunction } from '#runtime/db/table.js';

/**
 * A job found a new certificate in the metadata of an identity provider and put it beside the others: that changes what
 * signs people in, and stands in the trail of the Organization. This one action, and nothing else, can be written so.
 */
export const up = definerFunction({
  signature: 'compliance.append_new_certificate(org uuid, connection uuid)',
  returns: 'void',
  volatility: 'VOLATILE',
  execute: [],
  body: `
BEGIN
  INSERT INTO compliance.audit_entry (entry_id, org_id, actor_kind, action, subject_type, subject_id, outcome, request_id, operation)
    VALUES (uuidv7(), org, 'job', 'connection.take_certificate', 'Connection', connection, 'ok', uuidv7()::text, 'identity.certificates');
END`,
});
