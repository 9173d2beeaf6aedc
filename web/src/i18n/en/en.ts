import { enAccess } from './access.ts';
import { enAdmin } from './admin.ts';
import { enAi } from './ai.ts';
import { enClaims } from './claims.ts';
import { enConnections } from './connections.ts';
import { enCommon } from './common.ts';
import { enDirectory } from './directory.ts';
import { enData } from './data.ts';
import { enDocument } from './document.ts';
import { enEmail } from './email.ts';
import { enEntry } from './entry.ts';
import { enFiles } from './files.ts';
import { enGroups } from './groups.ts';
import { enLife } from './life.ts';
import { enOperator } from './operator.ts';
import { enOrganization } from './organization.ts';
import { enPeople } from './people.ts';
import { enSecurity } from './security.ts';
import { enSession } from './session.ts';
import { enSupport } from './support.ts';
import { enPolicies } from './policies.ts';
import { enRestriction } from './restriction.ts';
import { enRoles } from './roles.ts';
import { enSso } from './sso.ts';
import { enTools } from './tools.ts';

/** All English texts. */
export const en = {
  ...enCommon,
  ...enEmail,
  ...enEntry,
  ...enDocument,
  ...enFiles,
  ...enOrganization,
  ...enGroups,
  ...enAccess,
  ...enAdmin,
  ...enClaims,
  ...enPeople,
  ...enSecurity,
  ...enSupport,
  ...enRestriction,
  ...enRoles,
  ...enConnections,
  ...enSso,
  ...enTools,
  ...enDirectory,
  ...enAi,
  ...enOperator,
  ...enLife,
  ...enPolicies,
  ...enData,
  ...enSession,
};
