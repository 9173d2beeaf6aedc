import { definerFunction } from '#runtime/db/table.js';

/**
 * As in suppliers-for-claims, but `approved` is what the newest review says, whatever was edited after it: a supplier
 * in use must not drop out of the checks because somebody corrected its name.
 */
export const up = definerFunction({
  signature: 'compliance.supplier_figures()',
  returns:
    'TABLE (name text, adapters text[], approved boolean, next_review_on text, has_risk boolean, certificates text[], certified_until text)',
  volatility: 'STABLE',
  language: 'sql',
  execute: ['kopexa_worker'],
  body: `
  SELECT v.name, v.adapters, coalesce(review.outcome = 'approved', false), review.next_review_on::text,
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
});
