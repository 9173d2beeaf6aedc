import { definerFunction } from '#runtime/db/table.js';

/**
 * Somebody came by a connection and was refused: nobody is known, so there is no context to say where that belongs. The
 * people in charge of the connection see it in the trail of their Organization, with the check that failed. This one
 * action, and nothing else, can be written so. What belongs to no connection is told to the platform alone.
 */
export const up = definerFunction({
  signature:
    'compliance.append_refused_arrival(connection uuid, failed_check text, request_id text, operation text, ip text, user_agent text)',
  returns: 'void',
  volatility: 'VOLATILE',
  execute: ['kopexa_identity'],
  body: `
DECLARE org uuid; entry uuid := uuidv7();
BEGIN
  SELECT c.org_id INTO org FROM identity.connection c WHERE c.connection_id = connection;
  INSERT INTO compliance.audit_entry (entry_id, org_id, actor_kind, action, subject_type, subject_id, outcome, code, request_id, operation)
    VALUES (entry, org, 'anonymous', 'session.sso_refuse', 'Connection', CASE WHEN org IS NOT NULL THEN connection END, 'denied', left(failed_check, 60),
      left(append_refused_arrival.request_id, 64), left(append_refused_arrival.operation, 120));
  INSERT INTO compliance.audit_origin (entry_id, org_id, ip, user_agent)
    VALUES (entry, org, left(append_refused_arrival.ip, 45), left(append_refused_arrival.user_agent, 400));
END`,
});
