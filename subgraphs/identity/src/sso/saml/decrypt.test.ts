import { beforeAll, describe, expect, it } from 'vitest';
import { encrypt } from '#tests/kit/idp/saml-forge.js';
import { readEncrypted } from './decrypt.js';
import { RESPONSE_LIMITS } from './message.js';
import { createOwnKeys, type OwnKeys } from './own-keys.js';
import { readXml } from './xml.js';

let keys: OwnKeys;
beforeAll(async () => {
  keys = await createOwnKeys('00000000-0000-4000-8000-000000000001');
});

const open = (change: (xml: string) => string): string => {
  const xml = change(encrypt('<a/>', keys.certificates[1]));
  const sealed = readEncrypted(readXml(Buffer.from(xml), RESPONSE_LIMITS));
  return sealed.open(keys.secret.encryptionKey).toString();
};

const INSIDE = /<xenc:EncryptedData[^>]*>/;
const CBC = 'http://www.w3.org/2001/04/xmlenc#aes256-cbc';

describe('something encrypted', () => {
  it('is opened, with what lies beside its key', () => {
    expect(open((xml) => xml)).toBe('<a/>');
    expect(open((xml) => xml.replace('<xenc:EncryptedKey>', '<ds:KeyName>k</ds:KeyName>$&'))).toBe('<a/>');
  });

  it.each([
    ['a second method', `$&<e:EncryptionMethod xmlns:e="u" Algorithm="${CBC}"/>`],
    ['a second ciphertext', '$&<e:CipherData xmlns:e="u"><e:CipherValue>AAAA</e:CipherValue></e:CipherData>'],
    ['a second value', '$&<e:x xmlns:e="u"><e:CipherValue>AAAA</e:CipherValue></e:x>'],
    ['a second key', '$&<xenc:EncryptedKey/>'],
    ['a second content', '<x>$&</xenc:EncryptedData></x>$&'],
    ['an expression as the place of its key', `$&<e:RetrievalMethod xmlns:e="u" URI="#k' or 'a'='a"/>`],
  ])('is refused with %s, in whatever namespace, which the library would read', (_name, more) => {
    expect(() => open((xml) => xml.replace(INSIDE, more))).toThrow('saml.encryption');
  });
});
