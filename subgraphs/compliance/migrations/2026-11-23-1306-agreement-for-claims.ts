import { definerFunction } from '#runtime/db/table.js';

/** Whether there is a data processing agreement in force, for the claims board: its number and dates, no text. */
export const up = definerFunction({
  signature: 'compliance.agreement_figures()',
  returns: 'TABLE (number integer, valid_from text, published_at timestamptz, both_languages boolean)',
  volatility: 'STABLE',
  language: 'sql',
  execute: ['kopexa_worker'],
  body: `
  SELECT v.number, v.valid_from::text, v.published_at, v.text_de <> v.text_en
    FROM compliance.dpa_version v
   WHERE v.org_id = tenancy.operator() AND v.published_at IS NOT NULL AND v.valid_from <= current_date
   ORDER BY v.number DESC LIMIT 1`,
});
