import type { Outside } from '#runtime/egress/outside.js';
import { oidcAnswers } from './oidc-answers.js';

/** An issuer that answers, for tests that need one to be there. */
export const ISSUER = 'https://idp.example.com';

/** TXT records that {@link outsideAnswers} knows, by name: tests put in what somebody would put into the DNS. */
export const TXT_RECORDS = new Map<string, readonly string[]>();

/** An identity provider and a domain name system that answer from what tests put there. */
export const outsideAnswers: Pick<Outside, 'sso' | 'dns'> = {
  sso: { fetch: oidcAnswers(ISSUER) },
  dns: { txt: (name) => Promise.resolve(TXT_RECORDS.get(name) ?? []) },
};
