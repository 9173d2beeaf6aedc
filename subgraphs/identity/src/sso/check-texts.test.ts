import { expect, test } from 'vitest';
import { SSO_CHECKS } from '#schema/sso-checks.js';
import { DISCOVERY_CHECKS } from './oidc/metadata.js';
import { OIDC_CHECKS } from './oidc/names.js';
import { SAML_CHECKS } from './saml/saml-checks.js';

test('every check of a sign-in and of a set-up has its words in both languages', () => {
  const names = [...Object.keys(OIDC_CHECKS), ...Object.keys(DISCOVERY_CHECKS), ...Object.keys(SAML_CHECKS)];
  expect(names.filter((name) => !(name in SSO_CHECKS))).toEqual([]);
  for (const { de, en } of Object.values(SSO_CHECKS)) expect(de).not.toBe(en);
});
