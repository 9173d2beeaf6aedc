import { deAdmin } from './admin.ts';
import { deAi } from './ai.ts';
import { deCommon } from './common.ts';
import { deDocument } from './document.ts';
import { deEntry } from './entry.ts';
import { deOrganization } from './organization.ts';

/** All German texts. */
export const de = {
  ...deCommon,
  ...deEntry,
  ...deDocument,
  ...deOrganization,
  ...deAdmin,
  ...deAi,
};
