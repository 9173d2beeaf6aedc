import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { makeForge, type Forge } from './saml-forge.js';
import type { Person } from './saml-attack-world.js';

const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';

interface Entity {
  readonly entityMeta: { getEntityID(): string; getAssertionConsumerService(binding: string): unknown };
}
interface Provider extends Entity {
  getMetadata(): string;
  parseLoginRequest(sp: Entity, binding: 'redirect' | 'post', request: object): Promise<ParsedRequest>;
  parseLogoutRequest(sp: Entity, binding: 'redirect', request: object): Promise<ParsedLogout>;
  createLoginResponse(
    sp: Entity,
    request: ParsedRequest,
    binding: 'post',
    user: object,
    options: { readonly customTagReplacement: (template: string) => Filled } & Record<string, unknown>,
  ): Promise<{ readonly context: string }>;
}
interface ParsedRequest {
  readonly extract: { readonly request?: { readonly id?: string } };
}
interface ParsedLogout {
  readonly extract: { readonly nameID?: string; readonly sessionIndex?: string };
}
interface Filled {
  readonly id: string;
  readonly context: string;
}

/** What is used of samlify; its own types bring those of browsers into the server's. */
const samlify = createRequire(import.meta.url)('samlify') as {
  setSchemaValidator(validator: { validate(xml: string): Promise<string> }): void;
  IdentityProvider(settings: object): Provider;
  ServiceProvider(settings: { readonly metadata: string }): Entity;
  readonly SamlLib: {
    readonly defaultLoginResponseTemplate: { readonly context: string };
    replaceTagsByValue(template: string, values: Readonly<Record<string, string>>): string;
  };
};

/** What the browser posts to us. */
export interface PostedAnswer {
  readonly SAMLResponse: string;
  readonly RelayState: string;
}

/** A SAML identity provider: samlify, which is nobody's of ours, with keys of its own. */
export interface SamlIdp {
  readonly forge: Forge;
  /** What we are given to set the connection up. */
  readonly metadata: string;
  readonly ssoUrl: string;
  readonly sloUrl: string;
  /** Reads our request with our metadata, signature and all, and answers for somebody who signed in there. */
  answer(
    ourMetadata: string,
    redirectUrl: string,
    person: Person,
    options?: { readonly encrypt?: boolean; readonly signMessage?: boolean },
  ): Promise<PostedAnswer>;
  /** Reads our request as it was posted, its signature verified by our metadata; answers its id. */
  readPosted(ourMetadata: string, SAMLRequest: string): Promise<string>;
  /** Reads our LogoutRequest, its signature verified by our metadata; answers whom it names, and which session. */
  readLogout(ourMetadata: string, redirectUrl: string): Promise<ParsedLogout['extract']>;
}

const STATEMENT =
  '<saml:AuthnStatement AuthnInstant="{IssueInstant}" SessionIndex="_{AssertionID}"><saml:AuthnContext>' +
  '<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport' +
  '</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>';

const TEMPLATE = samlify.SamlLib.defaultLoginResponseTemplate.context.replace('{AuthnStatement}', STATEMENT);

const TEMPLATE_ATTRIBUTES = ['email', 'name'].map((name) => ({
  name,
  nameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic',
  valueXsiType: 'xs:string',
  valueTag: `user.${name}`,
}));

/** Starts one at an address. */
export async function makeSamlIdp(origin = 'https://idp.acme.example'): Promise<SamlIdp> {
  // Schemas are the business of a validator of one's own there; ours are held against what we send in other tests.
  samlify.setSchemaValidator({ validate: () => Promise.resolve('not asked') });
  const forge = await makeForge(`${origin}/saml`);
  const [ssoUrl, sloUrl] = [`${origin}/sso`, `${origin}/slo`];
  const make = (isEncrypted: boolean, isMessageSigned: boolean): Provider =>
    samlify.IdentityProvider({
      entityID: forge.entityId,
      privateKey: forge.key,
      signingCert: forge.certificate,
      isAssertionEncrypted: isEncrypted,
      ...(isMessageSigned ? { messageSigningOrder: 'encrypt-then-sign' } : {}),
      dataEncryptionAlgorithm: 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
      keyEncryptionAlgorithm: 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
      requestSignatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      wantAuthnRequestsSigned: true,
      wantLogoutRequestSigned: true,
      nameIDFormat: ['urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'],
      singleSignOnService: [
        { Binding: REDIRECT, Location: ssoUrl },
        { Binding: POST, Location: ssoUrl },
      ],
      singleLogoutService: [{ Binding: REDIRECT, Location: sloUrl }],
      loginResponseTemplate: { context: TEMPLATE, attributes: TEMPLATE_ATTRIBUTES },
    });
  return {
    forge,
    metadata: make(false, false).getMetadata(),
    ssoUrl,
    sloUrl,
    answer: async (ourMetadata, redirectUrl, person, { encrypt = false, signMessage = false } = {}) => {
      const sp = samlify.ServiceProvider({ metadata: ourMetadata });
      const idp = make(encrypt, signMessage);
      const { query, octetString } = signedQuery(redirectUrl);
      const request = await idp.parseLoginRequest(sp, 'redirect', { query, octetString });
      const relayState = query['RelayState'] ?? '';
      const made = await idp.createLoginResponse(
        sp,
        request,
        'post',
        { email: person.email },
        {
          relayState,
          customTagReplacement: (template) =>
            fill(template, idp, sp, person, request.extract.request?.id ?? ''),
          encryptThenSign: signMessage,
        },
      );
      return { SAMLResponse: made.context, RelayState: relayState };
    },
    readPosted: async (ourMetadata, SAMLRequest) => {
      const sp = samlify.ServiceProvider({ metadata: ourMetadata });
      const { extract } = await make(false, false).parseLoginRequest(sp, 'post', { body: { SAMLRequest } });
      return extract.request?.id ?? '';
    },
    readLogout: async (ourMetadata, redirectUrl) => {
      const sp = samlify.ServiceProvider({ metadata: ourMetadata });
      return (await make(false, false).parseLogoutRequest(sp, 'redirect', signedQuery(redirectUrl))).extract;
    },
  };
}

/** What of an address is signed, as it is read there (Bindings §3.4.4.1). */
function signedQuery(redirectUrl: string): { query: Record<string, string>; octetString: string } {
  const query = Object.fromEntries(new URL(redirectUrl).searchParams);
  const octetString = ['SAMLRequest', 'RelayState', 'SigAlg']
    .flatMap((name) => {
      const value = query[name];
      return value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`];
    })
    .join('&');
  return { query, octetString };
}

function fill(template: string, idp: Provider, sp: Entity, person: Person, requestId: string): Filled {
  const id = `_${randomBytes(16).toString('hex')}`;
  const acs = String(sp.entityMeta.getAssertionConsumerService('post'));
  const now = new Date().toISOString();
  const until = new Date(Date.now() + 300_000).toISOString();
  const context = samlify.SamlLib.replaceTagsByValue(template, {
    ...{ ID: id, AssertionID: `_${randomBytes(16).toString('hex')}`, Destination: acs },
    ...{ Audience: sp.entityMeta.getEntityID(), SubjectRecipient: acs, AssertionConsumerServiceURL: acs },
    ...{
      Issuer: idp.entityMeta.getEntityID(),
      IssueInstant: now,
      StatusCode: 'urn:oasis:names:tc:SAML:2.0:status:Success',
    },
    ...{
      ConditionsNotBefore: now,
      ConditionsNotOnOrAfter: until,
      SubjectConfirmationDataNotOnOrAfter: until,
    },
    ...{ NameIDFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent', NameID: person.nameId },
    ...{
      InResponseTo: requestId,
      attrUserEmail: person.email,
      attrUserName: person.name,
    },
  });
  return { id, context };
}
