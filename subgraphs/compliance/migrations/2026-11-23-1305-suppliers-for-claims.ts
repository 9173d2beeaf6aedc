import { definerFunction } from '#runtime/db/table.js';

const WORKER = ['kopexa_worker'];

/** What the checks of the claims board read of the operator's register. */
export const up = [
  // Where the running processes may reach, as their starts decided.
  definerFunction({
    signature: 'compliance.adapter_figures()',
    returns: 'TABLE (adapter text, host text, state text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: WORKER,
    body: `SELECT a.adapter, a.host, a.state FROM compliance.adapter_state a ORDER BY a.adapter`,
  }),

  // Suppliers that are not retired, with what is recorded about each as of today.
  definerFunction({
    signature: 'compliance.supplier_figures()',
    returns:
      'TABLE (name text, adapters text[], approved boolean, next_review_on text, has_risk boolean, certificates text[], certified_until text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: WORKER,
    body: `
  SELECT v.name, v.adapters,
         coalesce(review.outcome = 'approved' AND review.supplier_version = v.version, false),
         review.next_review_on::text,
         EXISTS (SELECT FROM compliance.supplier_risk k WHERE k.org_id = v.org_id AND k.supplier_id = v.supplier_id),
         coalesce(valid.kinds, '{}'), valid.until::text
    FROM (SELECT DISTINCT ON (s.org_id, s.supplier_id) s.* FROM compliance.supplier_version s
           WHERE s.org_id = tenancy.operator() ORDER BY s.org_id, s.supplier_id, s.version DESC) v
    LEFT JOIN LATERAL (SELECT r.* FROM compliance.supplier_review r WHERE r.org_id = v.org_id AND r.supplier_id = v.supplier_id
                        ORDER BY r.created_at DESC, r.review_id DESC LIMIT 1) review ON true
    LEFT JOIN LATERAL (SELECT array_agg(DISTINCT c.kind ORDER BY c.kind) AS kinds, min(c.valid_until) AS until
                         FROM compliance.supplier_certificate c
                        WHERE c.org_id = v.org_id AND c.supplier_id = v.supplier_id AND current_date BETWEEN c.valid_from AND c.valid_until
                          AND NOT EXISTS (SELECT FROM compliance.supplier_certificate_withdrawal w
                                           WHERE w.org_id = c.org_id AND w.certificate_id = c.certificate_id)) valid ON true
   WHERE NOT v.retired ORDER BY v.name`,
  }),
].join('\n');
