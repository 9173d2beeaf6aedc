import { complianceCases } from './compliance-cases.js';
import { connectionCases } from './connection-cases.js';
import { contentCases } from './content-cases.js';
import { directoryCases } from './directory-cases.js';
import { emailChangeCases } from './email-change-cases.js';
import { factorCases } from './factor-cases.js';
import { factorResetCases } from './factor-reset-cases.js';
import { filesCases } from './files-cases.js';
import { groupCases } from './group-cases.js';
import { identityCases } from './identity-cases.js';
import { lifeCases } from './life-cases.js';
import type { MutationCases } from './mutation-cases.js';
import { operatorCases } from './operator-cases.js';
import { passkeyCases } from './passkey-cases.js';
import { peopleCases } from './people-cases.js';
import { policyCases } from './policy-cases.js';
import { roleCases } from './role-cases.js';
import { serviceAccountCases } from './service-account-cases.js';
import { ssoCases } from './sso-cases.js';
import { supportCases } from './support-cases.js';
import { tenancyCases } from './tenancy-cases.js';

/** Every mutation of the supergraph; `every-mutation.test.ts` names the ones that have no case. */
export const mutationCases: MutationCases = {
  ...identityCases,
  ...passkeyCases,
  ...emailChangeCases,
  ...factorCases,
  ...factorResetCases,
  ...serviceAccountCases,
  ...connectionCases,
  ...directoryCases,
  ...tenancyCases,
  ...peopleCases,
  ...groupCases,
  ...roleCases,
  ...policyCases,
  ...contentCases,
  ...filesCases,
  ...complianceCases,
  ...operatorCases,
  ...ssoCases,
  ...supportCases,
  ...lifeCases,
};
