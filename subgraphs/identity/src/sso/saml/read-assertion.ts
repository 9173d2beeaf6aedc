import type { SamlConfig } from '../connection.js';
import type { Assertion } from '../protocol.js';
import type { CheckedAssertion } from './check-assertion.js';
import type { SamlChecks } from './saml-checks.js';
import { NS } from './names.js';
import { timeOf } from './times.js';
import { childrenOf, onlyChild, type XmlElement } from './xml.js';

/** How Microsoft Entra ID tells the ways of authentication, beside AuthnContext. */
const ENTRA_METHODS = 'http://schemas.microsoft.com/claims/authnmethodsreferences';
const MAIL = /^[^\s@<>"(),:;\\[\]]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])$/;
const MAX_VALUES = 500;
const MAX_CHARACTERS = 1000;
const MAX_NAME = 500;

/** Reads who has come from an assertion that passed its checks. @throws CheckFailed */
export function readAssertion(
  assertion: XmlElement,
  { nameId, authentication }: CheckedAssertion,
  config: SamlConfig,
  list: SamlChecks,
): Assertion {
  const attributes = attributesOf(assertion);
  const email = emailOf(attributes, nameId, config, list);
  const name = config.mapping.name === null ? null : single(attributes.get(config.mapping.name));
  list.demand('saml.attributes', name !== undefined, 'the name comes once');
  const end = timeOf(authentication.attributes.get('SessionNotOnOrAfter'));
  const context = onlyChild(authentication, NS.assertion, 'AuthnContext');
  const reference = context && onlyChild(context, NS.assertion, 'AuthnContextClassRef')?.text.trim();
  return {
    subject: nameId.text,
    email,
    isEmailVerified: email !== null,
    name: name?.trim().slice(0, 200) ?? null,
    attributes: Object.fromEntries(attributes),
    assurance: [
      ...(reference ? [`context:${reference}`] : []),
      ...(attributes.get(ENTRA_METHODS) ?? []).map((method) => `amr:${method}`),
    ],
    authenticatedAt: authentication.attributes.get('AuthnInstant') ?? null,
    peerSession: authentication.attributes.get('SessionIndex') ?? null,
    peerName: peerNameOf(nameId, authentication),
    notAfter: end === null ? null : new Date(end).toISOString(),
  };
}

/** The NameID as it came, with its format and qualifiers, and the session: a LogoutRequest repeats them (Core §3.7.3). */
function peerNameOf(nameId: XmlElement, authentication: XmlElement): Record<string, string> {
  const said = {
    nameID: nameId.text,
    nameIDFormat: nameId.attributes.get('Format'),
    nameQualifier: nameId.attributes.get('NameQualifier'),
    spNameQualifier: nameId.attributes.get('SPNameQualifier'),
    sessionIndex: authentication.attributes.get('SessionIndex'),
  };
  return Object.fromEntries(
    Object.entries(said).flatMap(([name, value]) => {
      const isProper = value !== undefined && value !== '' && value.length <= MAX_NAME;
      return isProper ? [[name, value] as const] : [];
    }),
  );
}

/** Values by Name; several Attribute elements of one Name are one list, as Keycloak sends roles. */
function attributesOf(assertion: XmlElement): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  let values = 0;
  for (const statement of childrenOf(assertion, NS.assertion, 'AttributeStatement')) {
    for (const attribute of childrenOf(statement, NS.assertion, 'Attribute')) {
      const name = attribute.attributes.get('Name') ?? '';
      const texts = childrenOf(attribute, NS.assertion, 'AttributeValue').map(({ text }) =>
        text.trim().slice(0, MAX_CHARACTERS),
      );
      values += texts.length;
      if (name === '' || name.length > 200 || values > MAX_VALUES) continue;
      found.set(name, [...(found.get(name) ?? []), ...texts]);
    }
  }
  return found;
}

/** The mail comes once or not at all; `NameID` as its name stands for the NameID itself. */
function emailOf(
  attributes: ReadonlyMap<string, readonly string[]>,
  nameId: XmlElement,
  { mapping }: SamlConfig,
  list: SamlChecks,
): string | null {
  const value = mapping.email === 'NameID' ? nameId.text : single(attributes.get(mapping.email));
  list.demand('saml.attributes', value !== undefined, `the mail address (${mapping.email}) comes once`);
  if (value === null || value === undefined) return null;
  const email = value.toLowerCase();
  const isProper = email.length <= 254 && MAIL.test(email) && !/\p{C}/u.test(email);
  list.demand('saml.attributes', isProper, 'the mail address is one');
  return email;
}

/** The only value; `null` when there is none, `undefined` when there are several. */
function single(values: readonly string[] | undefined): string | null | undefined {
  if (values === undefined || values.length === 0) return null;
  return values.length === 1 ? values[0] : undefined;
}
