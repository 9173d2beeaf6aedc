import { ACCOUNT_TEXTS } from './account-texts.js';
import type { ActionTexts } from './action-text.js';
import { AI_TEXTS } from './ai-texts.js';
import { CONNECTION_TEXTS } from './connection-texts.js';
import { DIRECTORY_TEXTS } from './directory-texts.js';
import { DOCUMENT_TEXTS } from './document-texts.js';
import { GROUP_TEXTS } from './group-texts.js';
import { LIFE_TEXTS } from './life-texts.js';
import { ORGANIZATION_TEXTS } from './organization-texts.js';
import { FACTOR_RESET_TEXTS } from './factor-reset-texts.js';
import { FILE_TEXTS } from './file-texts.js';
import { OPERATOR_TEXTS } from './operator-texts.js';
import { ROLE_TEXTS } from './role-texts.js';
import { SERVICE_ACCOUNT_TEXTS } from './service-account-texts.js';
import { SSO_TEXTS } from './sso-texts.js';
import { SUPPORT_TEXTS } from './support-texts.js';
import { TRAIL_TEXTS } from './trail-texts.js';

/** Every action that an entry can have; a test fails when a mutation's `@audit` names one that is missing. */
export const ACTION_TEXTS: ActionTexts = {
  ...ACCOUNT_TEXTS,
  ...FACTOR_RESET_TEXTS,
  ...ORGANIZATION_TEXTS,
  ...LIFE_TEXTS,
  ...GROUP_TEXTS,
  ...ROLE_TEXTS,
  ...DOCUMENT_TEXTS,
  ...AI_TEXTS,
  ...FILE_TEXTS,
  ...TRAIL_TEXTS,
  ...SERVICE_ACCOUNT_TEXTS,
  ...OPERATOR_TEXTS,
  ...SSO_TEXTS,
  ...CONNECTION_TEXTS,
  ...SUPPORT_TEXTS,
  ...DIRECTORY_TEXTS,
};
