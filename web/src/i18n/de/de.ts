import { deAccess } from './access.ts';
import { deAdmin } from './admin.ts';
import { deAi } from './ai.ts';
import { deClaims } from './claims.ts';
import { deConnections } from './connections.ts';
import { deCommon } from './common.ts';
import { deDirectory } from './directory.ts';
import { deData } from './data.ts';
import { deDocument } from './document.ts';
import { deEmail } from './email.ts';
import { deEntry } from './entry.ts';
import { deFiles } from './files.ts';
import { deGroups } from './groups.ts';
import { deLife } from './life.ts';
import { deOperator } from './operator.ts';
import { deOrganization } from './organization.ts';
import { dePeople } from './people.ts';
import { deSecurity } from './security.ts';
import { deSession } from './session.ts';
import { deSupport } from './support.ts';
import { dePolicies } from './policies.ts';
import { deRestriction } from './restriction.ts';
import { deRoles } from './roles.ts';
import { deSso } from './sso.ts';
import { deTools } from './tools.ts';

/** All German texts. */
export const de = {
  ...deCommon,
  ...deEmail,
  ...deEntry,
  ...deDocument,
  ...deFiles,
  ...deOrganization,
  ...deGroups,
  ...deAccess,
  ...deAdmin,
  ...deClaims,
  ...dePeople,
  ...deSecurity,
  ...deSupport,
  ...deRestriction,
  ...deRoles,
  ...deConnections,
  ...deSso,
  ...deTools,
  ...deDirectory,
  ...deAi,
  ...deOperator,
  ...deLife,
  ...dePolicies,
  ...deData,
  ...deSession,
};
