import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { constantTimeComparison } from './constant-time-comparison.mjs';
import { docstringOnExport } from './docstring-on-export.mjs';
import { envOnlyInConfig } from './env-only-in-config.mjs';
import { noRawHtml } from './no-raw-html.mjs';
import { outwardOnlyInEgress } from './outward-only-in-egress.mjs';
import { pgOnlyInDb } from './pg-only-in-db.mjs';
import { regexIsLinear } from './regex-is-linear.mjs';
import { sqlIsConstant } from './sql-is-constant.mjs';
import { suppressionStatesReason } from './suppression-states-reason.mjs';
import { textThroughI18n } from './text-through-i18n.mjs';

const rules = createHash('sha256');
for (const file of readdirSync(import.meta.dirname).sort()) {
  rules.update(readFileSync(`${import.meta.dirname}/${file}`));
}

/** The project's own ESLint rules. Each file says which promise it keeps; the version renews ESLint's cache. */
export const kopexaPlugin = {
  meta: { name: 'kopexa', version: rules.digest('hex').slice(0, 16) },
  rules: {
    'constant-time-comparison': constantTimeComparison,
    'docstring-on-export': docstringOnExport,
    'env-only-in-config': envOnlyInConfig,
    'no-raw-html': noRawHtml,
    'outward-only-in-egress': outwardOnlyInEgress,
    'pg-only-in-db': pgOnlyInDb,
    'regex-is-linear': regexIsLinear,
    'sql-is-constant': sqlIsConstant,
    'suppression-states-reason': suppressionStatesReason,
    'text-through-i18n': textThroughI18n,
  },
};
