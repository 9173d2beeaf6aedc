import { docstringOnExport } from './docstring-on-export.mjs';
import { envOnlyInConfig } from './env-only-in-config.mjs';
import { noRawHtml } from './no-raw-html.mjs';
import { outwardOnlyInEgress } from './outward-only-in-egress.mjs';
import { pgOnlyInDb } from './pg-only-in-db.mjs';
import { sqlIsConstant } from './sql-is-constant.mjs';
import { suppressionStatesReason } from './suppression-states-reason.mjs';
import { textThroughI18n } from './text-through-i18n.mjs';

/** The project's own ESLint rules. Each file says which promise it keeps. */
export const kopexaPlugin = {
  meta: { name: 'kopexa', version: '1.0.0' },
  rules: {
    'docstring-on-export': docstringOnExport,
    'env-only-in-config': envOnlyInConfig,
    'no-raw-html': noRawHtml,
    'outward-only-in-egress': outwardOnlyInEgress,
    'pg-only-in-db': pgOnlyInDb,
    'sql-is-constant': sqlIsConstant,
    'suppression-states-reason': suppressionStatesReason,
    'text-through-i18n': textThroughI18n,
  },
};
