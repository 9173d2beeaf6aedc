import type { CheckList } from '../checks.js';

/** The clause behind each check, for the test run and for whoever reads the code. */
export const SAML_CHECKS = {
  'saml.message': 'SAML Bindings §3.5.4',
  'saml.markup': 'ASVS 5.0 V1.5; SAML Security and Privacy §6.5',
  'saml.structure': 'SAML Core §5.4.2; SAML Profiles §4.1.4.2',
  'saml.algorithms': 'SAML Core §5.4.3, §5.4.4; ASVS 5.0 11.4',
  'saml.encryption': 'SAML Core §6; XML Encryption 1.1 §5.2.4',
  'saml.version': 'SAML Core §3.2.2, §2.3.3',
  'saml.status': 'SAML Core §3.2.2.2',
  'saml.response_issuer': 'SAML Profiles §4.1.4.2',
  'saml.destination': 'SAML Bindings §3.5.5.2',
  'saml.in_response_to': 'SAML Profiles §4.1.4.3, §4.1.5',
  'saml.issued': 'SAML Core §3.2.2',
  'saml.signature': 'SAML Core §5.4; SAML Profiles §4.1.4.3',
  'saml.assertion_issuer': 'SAML Profiles §4.1.4.2',
  'saml.time': 'SAML Core §2.5.1.2',
  'saml.audience': 'SAML Core §2.5.1.4',
  'saml.conditions': 'SAML Core §2.5.1.1',
  'saml.subject': 'SAML Core §2.4.1; §8.3',
  'saml.confirmation': 'SAML Profiles §4.1.4.2, §4.1.4.3',
  'saml.authentication': 'SAML Profiles §4.1.4.2',
  'saml.attributes': 'SAML Core §2.7.3',
  'saml.replay': 'SAML Profiles §4.1.4.5',
} as const;

/** The name of a check; `saml.audience`, for example. */
export type SamlCheckName = keyof typeof SAML_CHECKS;

/** The list of checks of one message. */
export type SamlChecks = CheckList<SamlCheckName>;
