import { enAdmin } from './admin.ts';
import { enAi } from './ai.ts';
import { enCommon } from './common.ts';
import { enDocument } from './document.ts';
import { enEntry } from './entry.ts';
import { enFiles } from './files.ts';
import { enOrganization } from './organization.ts';

/** All English texts. */
export const en = {
  ...enCommon,
  ...enEntry,
  ...enDocument,
  ...enFiles,
  ...enOrganization,
  ...enAdmin,
  ...enAi,
};
