import type { SamlConfig } from '../connection.js';
import type { SamlChecks } from './saml-checks.js';
import { NS, SKEW_MS, type OwnAddresses } from './names.js';
import { isBefore, isSince, timeOf } from './times.js';
import { nameIdOf } from './name-id.js';
import { childrenOf, onlyChild, type XmlElement } from './xml.js';

/** What an assertion is held against. */
export interface AssertionExpectations {
  readonly config: SamlConfig;
  readonly own: OwnAddresses;
  readonly nowMs: number;
  readonly requestId: string | null;
  /** Ours, PEM: for a NameID that is encrypted. */
  readonly keys: readonly string[];
}

/** What the checks found and replay protection needs. */
export interface CheckedAssertion {
  readonly id: string;
  readonly nameId: XmlElement;
  readonly authentication: XmlElement;
  /** From then on the assertion is refused for its age, so that its id can be forgotten. */
  readonly until: Date;
}

const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
const TRANSIENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';
const CONDITIONS = new Set(['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction']);

/** Looks at an assertion of which every byte is signed. @throws CheckFailed */
export function checkAssertion(
  assertion: XmlElement,
  expected: AssertionExpectations,
  list: SamlChecks,
): CheckedAssertion {
  const { config, nowMs } = expected;
  const version = assertion.attributes.get('Version') ?? 'none';
  list.demand('saml.version', version === '2.0', `version ${version} of the assertion`);
  const issuer = onlyChild(assertion, NS.assertion, 'Issuer')?.text.trim() ?? 'none';
  list.demand(
    'saml.assertion_issuer',
    issuer === config.idpEntityId,
    `expected ${config.idpEntityId}, received ${issuer}`,
  );
  const issued = assertion.attributes.get('IssueInstant');
  list.demand('saml.issued', isSince(nowMs, issued), `the assertion was issued at ${issued ?? 'no time'}`);
  const conditionsEnd = checkConditions(assertion, expected, list);
  const nameId = checkSubject(assertion, expected, list);
  const confirmedUntil = checkConfirmation(assertion, expected, list);
  const authentication = checkAuthentication(assertion, nowMs, list);
  const end = Math.max(confirmedUntil, conditionsEnd ?? 0) + SKEW_MS;
  const id = assertion.attributes.get('ID') ?? '';
  return { id, nameId, authentication, until: new Date(end) };
}

/** Times, audience, and nothing that we do not understand (Core §2.5.1.1). Answers the end, if there is one. */
function checkConditions(
  assertion: XmlElement,
  { own, nowMs }: AssertionExpectations,
  list: SamlChecks,
): number | null {
  const conditions = onlyChild(assertion, NS.assertion, 'Conditions');
  list.demand('saml.conditions', conditions !== null, 'exactly one list of conditions');
  const { attributes, children } = conditions;
  const unknown = children.find(
    ({ local, namespace }) => namespace !== NS.assertion || !CONDITIONS.has(local),
  );
  list.demand('saml.conditions', !unknown, unknown ? `the unknown condition ${unknown.local}` : 'all known');
  const [from, until] = [attributes.get('NotBefore'), attributes.get('NotOnOrAfter')];
  const isTime =
    (from === undefined || isSince(nowMs, from)) && (until === undefined || isBefore(nowMs, until));
  list.demand('saml.time', isTime, `from ${from ?? 'any time'} until ${until ?? 'any time'}`);
  const restrictions = childrenOf(conditions, NS.assertion, 'AudienceRestriction').map((restriction) =>
    childrenOf(restriction, NS.assertion, 'Audience').map(({ text }) => text.trim()),
  );
  const isForUs = restrictions.length > 0 && restrictions.every((each) => each.includes(own.entityId));
  list.demand(
    'saml.audience',
    isForUs,
    `expected ${own.entityId}, received ${restrictions.flat().join(', ') || 'none'}`,
  );
  return timeOf(until);
}

/** One lasting name, in the clear or encrypted; a transient one would make a new account each time. */
function checkSubject(assertion: XmlElement, { keys }: AssertionExpectations, list: SamlChecks): XmlElement {
  const subject = onlyChild(assertion, NS.assertion, 'Subject');
  list.demand('saml.subject', subject !== null, 'exactly one subject');
  const nameId = nameIdOf(subject, keys);
  const value = nameId.text;
  const isProper = nameId.children.length === 0 && /^[^\p{C}]{1,256}$/u.test(value) && value.trim() === value;
  list.demand('saml.subject', isProper, 'the NameID is plain text of 1 to 256 characters');
  const format = nameId.attributes.get('Format') ?? 'unspecified';
  list.demand('saml.subject', format !== TRANSIENT, `the NameID is lasting; its format is ${format}`);
  return nameId;
}

/** At least one bearer confirmation that is for us, now, and for our request. Answers its end. */
function checkConfirmation(
  assertion: XmlElement,
  { own, nowMs, requestId }: AssertionExpectations,
  list: SamlChecks,
): number {
  const subject = onlyChild(assertion, NS.assertion, 'Subject')!;
  const problems: string[] = [];
  for (const confirmation of childrenOf(subject, NS.assertion, 'SubjectConfirmation')) {
    const data = onlyChild(confirmation, NS.assertion, 'SubjectConfirmationData');
    const at = (name: string): string | undefined => data?.attributes.get(name);
    const problem = firstProblem([
      [confirmation.attributes.get('Method') === BEARER, 'it is not for the bearer'],
      [
        at('Recipient') === own.acsUrl,
        `expected recipient ${own.acsUrl}, received ${at('Recipient') ?? 'none'}`,
      ],
      [isBefore(nowMs, at('NotOnOrAfter')), `it ends at ${at('NotOnOrAfter') ?? 'no time'}`],
      [
        at('NotBefore') === undefined || isSince(nowMs, at('NotBefore')),
        `it begins at ${at('NotBefore') ?? ''}`,
      ],
      [at('InResponseTo') === (requestId ?? undefined), `it answers ${at('InResponseTo') ?? 'no request'}`],
    ]);
    if (problem === null) {
      list.demand('saml.confirmation', true, `bearer, for ${own.acsUrl}, until ${at('NotOnOrAfter') ?? ''}`);
      return timeOf(at('NotOnOrAfter')) ?? 0;
    }
    problems.push(problem);
  }
  list.demand('saml.confirmation', false, problems.join('; ') || 'there is no confirmation of the subject');
  return 0;
}

function firstProblem(list: readonly (readonly [boolean, string])[]): string | null {
  return list.find(([ok]) => !ok)?.[1] ?? null;
}

/** Says that the person was authenticated, and that the session of the identity provider has not ended. */
function checkAuthentication(assertion: XmlElement, nowMs: number, list: SamlChecks): XmlElement {
  const [statement] = childrenOf(assertion, NS.assertion, 'AuthnStatement');
  list.demand('saml.authentication', statement !== undefined, 'says that the person was authenticated');
  const at = statement.attributes.get('AuthnInstant');
  list.demand('saml.authentication', isSince(nowMs, at), `authenticated at ${at ?? 'no time'}`);
  const end = statement.attributes.get('SessionNotOnOrAfter');
  const isOpen = end === undefined || isBefore(nowMs, end);
  list.demand('saml.authentication', isOpen, `its session ends at ${end ?? 'no time'}`);
  return statement;
}
