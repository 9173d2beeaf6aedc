import { saying, type Attack } from './saml-attack-world.js';
import { attribute } from './saml-forge.js';

/** Properly signed, and saying something that is not for us, not now or not enough. */
export const STATEMENTS: readonly Attack[] = [
  saying(
    'the Response names another issuer',
    'saml.response_issuer',
    { responseIssuer: 'https://evil.example' },
    { passesLibrary: true },
  ),
  saying(
    'the assertion names another issuer',
    'saml.assertion_issuer',
    (world) => ({ issuer: 'https://evil.example', responseIssuer: world.forge.entityId }),
    { passesLibrary: true },
  ),
  saying('for another audience', 'saml.audience', { audience: 'https://other.example/metadata' }),
  saying('for another connection of ours', 'saml.audience', ({ otherOwn }) => ({
    audience: otherOwn.entityId,
  })),
  saying('for no audience', 'saml.audience', { audience: null }),
  saying(
    'to another destination',
    'saml.destination',
    { destination: 'https://other.example/acs' },
    { passesLibrary: true },
  ),
  saying(
    'to the address of another connection',
    'saml.destination',
    ({ otherOwn }) => ({ destination: otherOwn.acsUrl }),
    { passesLibrary: true },
  ),
  saying('to no destination', 'saml.destination', { destination: null }, { passesLibrary: true }),
  saying(
    'for another recipient',
    'saml.confirmation',
    { recipient: 'https://other.example/acs' },
    { passesLibrary: true },
  ),
  saying(
    'for the address of another connection',
    'saml.confirmation',
    ({ otherOwn }) => ({ recipient: otherOwn.acsUrl }),
    { passesLibrary: true },
  ),
  saying('for no recipient', 'saml.confirmation', { recipient: null }, { passesLibrary: true }),
  saying('expired', 'saml.time', () => ({
    notOnOrAfterMs: Date.now() - 120_000,
  })),
  saying('not yet valid', 'saml.time', () => ({ notBeforeMs: Date.now() + 120_000 })),
  saying('confirmed until earlier', 'saml.confirmation', () => ({ confirmedUntilMs: Date.now() - 120_000 })),
  saying('confirmed without an end', 'saml.time', { confirmedUntilMs: null }),
  saying(
    'not for the bearer',
    'saml.confirmation',
    { method: 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key' },
    { passesLibrary: true },
  ),
  saying('issued in the future', 'saml.issued', () => ({ nowMs: Date.now() + 600_000 }), {
    passesLibrary: true,
  }),
  saying(
    'a status that is no success',
    'saml.status',
    { status: 'urn:oasis:names:tc:SAML:2.0:status:Responder' },
    { passesLibrary: true },
  ),
  saying(
    'without a statement of authentication',
    'saml.authentication',
    { authnStatement: false },
    { passesLibrary: true },
  ),
  saying('its session ended', 'saml.authentication', () => ({ sessionUntilMs: Date.now() - 120_000 }), {
    passesLibrary: true,
  }),
  saying('SAML 1.1', 'saml.version', { version: '1.1' }, { passesLibrary: true }),
  saying(
    'a condition that nobody knows',
    'saml.conditions',
    {
      extraCondition:
        '<saml:Condition xmlns:e="urn:e" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="e:Other"/>',
    },
    { passesLibrary: true },
  ),
  saying(
    'a transient NameID',
    'saml.subject',
    { nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient' },
    { passesLibrary: true },
  ),
  saying('an empty NameID', 'saml.subject', { nameId: '' }, { passesLibrary: true }),
  saying(
    'a NameID with an element inside',
    'saml.subject',
    { nameId: 'vic<x>tim</x>' },
    { passesLibrary: true },
  ),
  saying('a NameID with a line break', 'saml.subject', { nameId: 'victim&#10;' }, { passesLibrary: true }),
  saying(
    'the mail address twice',
    'saml.attributes',
    ({ attacker, victim }) => ({
      attributes: attribute('email', attacker.email) + attribute('email', victim.email),
    }),
    { passesLibrary: true },
  ),
  saying(
    'a mail address with a line break',
    'saml.attributes',
    ({ victim }) => ({ attributes: attribute('email', `${victim.email}&#10;x`) }),
    { passesLibrary: true },
  ),
  saying('an answer to another request', 'saml.in_response_to', {
    requestId: '_other',
    confirmedRequestId: '_other',
  }),
  saying('an answer to no request', 'saml.in_response_to', { requestId: null, confirmedRequestId: null }),
  saying('the confirmation of another request', 'saml.confirmation', { confirmedRequestId: '_other' }),
  saying(
    'the confirmation of no request',
    'saml.confirmation',
    { confirmedRequestId: null },
    { passesLibrary: true },
  ),
];
