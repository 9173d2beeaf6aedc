import { deAdmin } from './admin.ts';
import { deAi } from './ai.ts';
import { deCommon } from './common.ts';
import { deDocument } from './document.ts';
import { deEntry } from './entry.ts';
import { deFiles } from './files.ts';
import { deOrganization } from './organization.ts';

/** All German texts. */
export const de = {
  ...deCommon,
  ...deEntry,
  ...deDocument,
  ...deFiles,
  ...deOrganization,
  ...deAdmin,
  ...deAi,
};
