import { beforeAll, describe, expect, it } from 'vitest';
import { samlConnection } from '#tests/kit/idp/saml-connection.js';
import { makeSamlIdp, type SamlIdp } from '#tests/kit/idp/saml.js';
import type { ConnectionOf, SamlConfig } from '../connection.js';
import type { Judged } from '../protocol.js';
import { readIdpMetadata } from './idp-metadata.js';
import { ownAddresses } from './names.js';
import { createOwnKeys, type OwnKeys } from './own-keys.js';
import { samlProtocol } from './saml.protocol.js';
import { spMetadata } from './sp-metadata.js';

const ORIGIN = 'https://kopexa.example';
const ID = '00000000-0000-4000-8000-000000000001';
const PERSON = { nameId: 'person-1', email: 'Grace@Acme.example', name: 'Grace Hopper' };
let idp: SamlIdp;
let keys: OwnKeys;

beforeAll(async () => {
  [idp, keys] = await Promise.all([makeSamlIdp(), createOwnKeys(ID)]);
});

function connectionWith(change: Partial<SamlConfig> = {}): ConnectionOf<'saml'> {
  const read = readIdpMetadata(idp.metadata);
  if (!read.ok) throw new Error(read.problem.en);
  return samlConnection(idp.forge, keys, { id: ID, ...read.idp, ...change });
}

async function signIn(
  connection: ConnectionOf<'saml'>,
  options: { encrypt?: boolean; signMessage?: boolean } = {},
): Promise<Judged> {
  const own = ownAddresses(ORIGIN, ID);
  const begun = await samlProtocol.begin(connection, {
    state: 'a-state',
    origin: ORIGIN,
    loginHint: null,
    isFresh: false,
  });
  const metadata = spMetadata({ signing: [keys.certificates[0]], encryption: [keys.certificates[1]] }, own);
  const answer = await idp.answer(metadata, begun.redirectUrl, PERSON, options);
  expect(answer.RelayState).toBe('a-state');
  return samlProtocol.complete(connection, {
    origin: ORIGIN,
    nowMs: Date.now(),
    fields: { ...answer },
    kept: begun.kept,
    fetch: () => Promise.reject(new Error('no network')),
    takeOnce: () => Promise.resolve(true),
  });
}

describe('a SAML identity provider from npm', () => {
  it('is set up from its metadata and signs somebody in', async () => {
    const judged = await signIn(connectionWith());
    expect(judged.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(judged).toMatchObject({
      ok: true,
      assertion: { subject: 'person-1', email: 'grace@acme.example', name: 'Grace Hopper' },
    });
  });

  it('encrypts for the certificate in our metadata', async () => {
    const judged = await signIn(connectionWith({ requireEncryption: true }), { encrypt: true });
    expect(judged.checks.filter(({ ok }) => !ok)).toEqual([]);
    const plain = await signIn(connectionWith({ requireEncryption: true }));
    expect(plain.checks.at(-1)).toMatchObject({ name: 'saml.encryption', ok: false });
  });

  it('signs the whole message too', async () => {
    const judged = await signIn(connectionWith({ requireEncryption: true }), {
      encrypt: true,
      signMessage: true,
    });
    expect(judged.checks.filter(({ ok }) => !ok)).toEqual([]);
  });
});
