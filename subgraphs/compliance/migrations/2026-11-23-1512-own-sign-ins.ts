import { definerFunction } from '#runtime/db/table.js';

/**
 * What the trail knows of the context's own sign-ins of the last thirty days, refused ones too: entries of no
 * Organization, about this account. A session that came by a connection sees none: they are the person's.
 */
export const up = definerFunction({
  signature: 'compliance.own_sign_ins()',
  returns: 'TABLE (id uuid, at timestamptz, action text, outcome text, code text, ip text, user_agent text)',
  volatility: 'STABLE',
  language: 'sql',
  execute: ['kopexa_identity'],
  body: `
  SELECT e.entry_id, e.at, e.action, e.outcome, e.code, coalesce(o.ip, ''), coalesce(o.user_agent, '')
    FROM platform.context() c JOIN compliance.audit_entry e ON e.org_id IS NULL AND e.subject_id = c.user_id
    LEFT JOIN compliance.audit_origin o ON o.entry_id = e.entry_id
   WHERE c.assurance >= 2 AND c.kind = 'user' AND identity.bound_to() IS NULL AND e.subject_type = 'Account'
     AND e.at > now() - interval '30 days'
     AND e.action IN ('session.sign_in', 'session.verify_second_factor', 'session.verify_passkey',
       'session.sign_in_with_passkey', 'session.sign_in_by_sso')
   ORDER BY e.at DESC, e.entry_id DESC LIMIT 100`,
});
