import { definerFunction } from '#runtime/db/table.js';

/**
 * A counterpart ended its sessions, and ours with them (OpenID Connect Back-Channel Logout, SAML single logout): nobody is
 * known, so there is no context to say where that belongs. It stands in the trail of the connection's Organization, one
 * entry a logout. This one action, and nothing else, can be written so.
 */
export const up = definerFunction({
  signature:
    'compliance.append_peer_logout(connection uuid, ended integer, request_id text, operation text, ip text, user_agent text)',
  returns: 'integer',
  volatility: 'VOLATILE',
  execute: ['kopexa_identity'],
  body: `
DECLARE org uuid; entry uuid := uuidv7();
BEGIN
  SELECT c.org_id INTO org FROM identity.connection c WHERE c.connection_id = connection;
  IF org IS NULL THEN RAISE EXCEPTION 'No such connection.' USING ERRCODE = 'KX404'; END IF;
  INSERT INTO compliance.audit_entry (entry_id, org_id, actor_kind, action, subject_type, subject_id, outcome, request_id, operation)
    VALUES (entry, org, 'anonymous', 'session.end_by_peer', 'Connection', connection, 'ok',
      left(append_peer_logout.request_id, 64), left(append_peer_logout.operation, 120));
  INSERT INTO compliance.audit_origin (entry_id, org_id, ip, user_agent)
    VALUES (entry, org, left(append_peer_logout.ip, 45), left(append_peer_logout.user_agent, 400));
  RETURN ended;
END`,
});
