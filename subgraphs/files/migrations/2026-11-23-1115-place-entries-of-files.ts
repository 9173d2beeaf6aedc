import { definerFunction } from '#runtime/db/table.js';

/** The trail's function knows where a file lies, as it knows it of a document. */
export const up = definerFunction({
  signature:
    'compliance.append_entry(space uuid, action text, subject_type text, subject uuid, outcome text, code text, changes text, request_id text, operation text, ip text, user_agent text)',
  returns: 'uuid',
  volatility: 'VOLATILE',
  execute: [
    ...['kopexa_identity', 'kopexa_tenancy', 'kopexa_content', 'kopexa_files', 'kopexa_ai'],
    'kopexa_compliance',
  ],
  body: `
DECLARE c platform.request_context := platform.context(); org uuid := platform.org_id(); entry uuid := uuidv7();
  -- A Space of somebody else, or none at all, would hide the entry from everybody in charge.
  place uuid := tenancy.space_within(org, space);
BEGIN
  IF c.kind IS NULL THEN RAISE EXCEPTION 'An audit entry needs a context.' USING ERRCODE = 'KX001'; END IF;
  -- A refused attempt belongs to the Space of what was aimed at, if that is one of the actor's Organization:
  -- the people in charge see it, the actor learns nothing.
  IF place IS NULL AND org IS NOT NULL AND subject IS NOT NULL THEN
    place := CASE append_entry.subject_type
      WHEN 'Document' THEN content.space_of(org, subject)
      WHEN 'File' THEN files.space_of(org, subject)
      WHEN 'Space' THEN tenancy.space_within(org, subject) END;
  END IF;
  INSERT INTO compliance.audit_entry (entry_id, org_id, space_id, actor_kind, actor_id, session_id, action,
      subject_type, subject_id, outcome, code, changes, request_id, operation)
    VALUES (entry, org, place, c.kind, c.user_id, c.session_id, append_entry.action, append_entry.subject_type,
      subject, append_entry.outcome, append_entry.code, append_entry.changes, append_entry.request_id, append_entry.operation);
  IF coalesce(ip, '') <> '' OR coalesce(user_agent, '') <> '' THEN
    INSERT INTO compliance.audit_origin (entry_id, org_id, space_id, ip, user_agent)
      VALUES (entry, org, place, coalesce(append_entry.ip, ''), coalesce(append_entry.user_agent, ''));
  END IF;
  RETURN entry;
END`,
});
