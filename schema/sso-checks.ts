import type { Bilingual } from './permissions.js';

const check = (de: string, en: string): Bilingual => ({ de, en });

/** What each check of an identity provider's answer looks at, for those who set a connection up. */
export const SSO_CHECKS: Readonly<Record<string, Bilingual>> = {
  'flow.state': check(
    'Die Antwort gehört zu einem begonnenen Vorgang',
    'The answer belongs to an attempt that was begun',
  ),
  'flow.browser': check('Es ist derselbe Browser', 'It is the same browser'),
  'flow.connection': check(
    'Die Verbindung ist die, mit der begonnen wurde',
    'The connection is the one it began with',
  ),
  'flow.unknown': check('Der Vorgang ist bekannt', 'The attempt is known'),
  'flow.error': check('Die Antwort ließ sich verarbeiten', 'The answer could be processed'),

  'discovery.address': check('Der Aussteller ist eine https-Adresse', 'The issuer is an https address'),
  'discovery.document': check('Seine Selbstbeschreibung ist lesbar', 'Its description of itself can be read'),
  'discovery.issuer': check('Sie nennt genau diesen Aussteller', 'It names exactly this issuer'),
  'discovery.endpoints': check('Alle nötigen Adressen sind da', 'All addresses that are needed are there'),
  'discovery.algorithms': check('Er signiert mit einem sicheren Verfahren', 'It signs in a safe way'),
  'discovery.authentication': check('Er nimmt unser Secret an', 'It takes our secret'),
  'discovery.pkce': check('Er kann PKCE mit S256', 'It knows PKCE with S256'),
  'discovery.keys': check('Seine Schlüssel sind lesbar', 'Its keys can be read'),

  'oidc.response': check(
    'Der Anbieter hat die Anmeldung nicht abgelehnt',
    'The provider did not refuse the sign-in',
  ),
  'oidc.state': check('Der Zustand stimmt überein (state)', 'The state matches'),
  'oidc.response_issuer': check(
    'Die Antwort kommt vom richtigen Aussteller (iss)',
    'The answer comes from the right issuer (iss)',
  ),
  'oidc.exchange': check('Der Code ließ sich einlösen', 'The code could be exchanged'),
  'oidc.id_token': check('Das ID-Token ist lesbar', 'The ID token can be read'),
  'oidc.algorithm': check(
    'Es ist mit einem erlaubten Verfahren signiert',
    'It is signed in a way that is allowed',
  ),
  'oidc.issuer': check('Es ist vom richtigen Aussteller', 'It is of the right issuer'),
  'oidc.audience': check('Es ist für uns bestimmt', 'It is meant for us'),
  'oidc.authorized_party': check(
    'Es ist für keinen anderen Client bestimmt',
    'It is meant for no other client',
  ),
  'oidc.expiry': check('Es ist nicht abgelaufen', 'It has not expired'),
  'oidc.not_before': check('Es gilt schon', 'It is valid already'),
  'oidc.issued_at': check('Es ist nicht aus der Zukunft', 'It is not from the future'),
  'oidc.nonce': check('Es gehört zu dieser Anmeldung (nonce)', 'It belongs to this sign-in (nonce)'),
  'oidc.auth_time': check('Die Anmeldung dort ist frisch genug', 'The sign-in there is fresh enough'),
  'oidc.subject': check('Es nennt die Person (sub)', 'It names the person (sub)'),
  'oidc.signature': check('Die Signatur stimmt', 'The signature is right'),
  'oidc.userinfo': check(
    'Die weiteren Angaben sind von derselben Person',
    'The further facts are of the same person',
  ),
  'oidc.email': check(
    'Die Adresse ist bestätigt, oder es ist keine da',
    'The address is verified, or there is none',
  ),

  'oauth.state': check('Der Zustand stimmt überein (state)', 'The state matches'),
  'oauth.response_issuer': check(
    'Die Antwort kommt vom richtigen Anbieter',
    'The answer comes from the right provider',
  ),
  'oauth.response': check(
    'Der Anbieter hat die Anmeldung nicht abgelehnt',
    'The provider did not refuse the sign-in',
  ),
  'oauth.exchange': check('Der Code ließ sich einlösen', 'The code could be exchanged'),
  'oauth.profile': check('Das Profil der Person ist lesbar', 'The profile of the person can be read'),
  'oauth.email': check('Es gibt eine bestätigte Hauptadresse', 'There is a verified main address'),

  'saml.message': check(
    'Eine Antwort ist da und nicht zu groß',
    'There is an answer, and it is not too large',
  ),
  'saml.markup': check('Das XML ist sauber', 'The XML is clean'),
  'saml.structure': check('Sie enthält genau eine Assertion', 'It holds exactly one assertion'),
  'saml.algorithms': check('Alle Verfahren sind erlaubt', 'All methods are allowed'),
  'saml.encryption': check('Die Verschlüsselung ist wie verlangt', 'The encryption is as required'),
  'saml.version': check('Es ist SAML 2.0', 'It is SAML 2.0'),
  'saml.status': check('Der Anbieter meldet Erfolg', 'The provider reports success'),
  'saml.response_issuer': check(
    'Die Antwort ist vom richtigen Anbieter',
    'The answer is of the right provider',
  ),
  'saml.destination': check('Sie ist an unsere Adresse gerichtet', 'It is addressed to us'),
  'saml.in_response_to': check('Sie gehört zu unserer Anfrage', 'It belongs to our request'),
  'saml.issued': check('Sie ist frisch', 'It is fresh'),
  'saml.signature': check('Die Signatur stimmt', 'The signature is right'),
  'saml.assertion_issuer': check(
    'Die Assertion ist vom richtigen Anbieter',
    'The assertion is of the right provider',
  ),
  'saml.time': check('Sie gilt jetzt', 'It is valid now'),
  'saml.audience': check('Sie ist für uns bestimmt', 'It is meant for us'),
  'saml.conditions': check('Ihre Bedingungen sind erfüllt', 'Its conditions are met'),
  'saml.subject': check('Sie nennt die Person', 'It names the person'),
  'saml.confirmation': check('Die Person hat sie selbst gebracht', 'The person brought it themselves'),
  'saml.authentication': check(
    'Sie sagt, wie die Person sich angemeldet hat',
    'It says how the person signed in',
  ),
  'saml.attributes': check('Die Attribute sind lesbar', 'The attributes can be read'),
  'saml.replay': check('Sie wurde noch nie verwendet', 'It was never used before'),
};
