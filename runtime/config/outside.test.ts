import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAiConfig, readFileStoreConfig, readBreachedPasswordsFile, readSsoConfig } from './outside.js';

const S3 = {
  KOPEXA_S3_ENDPOINT: 'https://account.r2.cloudflarestorage.com',
  KOPEXA_S3_BUCKET: 'kopexa-files',
  KOPEXA_S3_KEY_ID: 'id',
  KOPEXA_S3_SECRET: 'secret',
};
const AZURE = {
  KOPEXA_AZURE_OPENAI_ENDPOINT: 'https://company.openai.azure.com',
  KOPEXA_AZURE_OPENAI_DEPLOYMENT: 'gpt',
};
const ENTRA = {
  KOPEXA_AZURE_OPENAI_TENANT_ID: 't',
  KOPEXA_AZURE_OPENAI_CLIENT_ID: 'c',
  KOPEXA_AZURE_OPENAI_CLIENT_SECRET: 's',
};

describe('The store of files', () => {
  it('is the given folder unless a bucket is named', () => {
    expect(readFileStoreConfig({}, '/data/files')).toEqual({ kind: 'disk', folder: '/data/files' });
    expect(readFileStoreConfig(S3, '/data/files')).toMatchObject({ kind: 's3', region: 'auto', keyId: 'id' });
  });

  it('names every variable that is missing', () => {
    expect(() => readFileStoreConfig({ KOPEXA_S3_BUCKET: 'kopexa-files' }, '/x')).toThrow(
      /KOPEXA_S3_ENDPOINT: is needed.*\n.*KOPEXA_S3_KEY_ID.*\n.*KOPEXA_S3_SECRET/,
    );
  });

  it.each([
    'http://storage.company.com',
    'https://storage.company.com/path',
    'https://user:word@storage.company.com',
    'storage',
  ])('is not reached at %s', (endpoint) => {
    expect(() => readFileStoreConfig({ ...S3, KOPEXA_S3_ENDPOINT: endpoint }, '/x')).toThrow(
      /an https address/,
    );
  });
});

describe('The model', () => {
  it('is off unless it is named, and takes a key or an application of Entra ID', () => {
    expect(readAiConfig({})).toEqual({ kind: 'off' });
    expect(readAiConfig({ ...AZURE, KOPEXA_AZURE_OPENAI_KEY: 'k' })).toMatchObject({
      kind: 'azure',
      credentials: { kind: 'key' },
    });
    expect(readAiConfig({ ...AZURE, ...ENTRA })).toMatchObject({
      credentials: { kind: 'entra', authority: 'https://login.microsoftonline.com' },
    });
  });

  it.each([
    ['no credentials', AZURE],
    ['both kinds', { ...AZURE, ...ENTRA, KOPEXA_AZURE_OPENAI_KEY: 'k' }],
    ['half of one kind', { ...AZURE, KOPEXA_AZURE_OPENAI_TENANT_ID: 't' }],
    ['a key without an address', { KOPEXA_AZURE_OPENAI_KEY: 'k' }],
  ])('is refused with %s', (_what, environment) => {
    expect(() => readAiConfig(environment)).toThrow(/KOPEXA_AZURE_OPENAI_/);
  });
});

describe('Identity providers in the own network', () => {
  it('are none unless the operator names them', () => {
    expect(readSsoConfig({})).toEqual({ privateHosts: [], ca: null });
    expect(
      readSsoConfig({ KOPEXA_SSO_PRIVATE_HOSTS: 'IdP.firma.internal, localhost:8443' }).privateHosts,
    ).toEqual(['idp.firma.internal', 'localhost:8443']);
  });

  it.each(['https://idp.firma.internal', '10.0.0.1', '*', '*.firma.internal', 'idp:port'])(
    'are no %s',
    (KOPEXA_SSO_PRIVATE_HOSTS) => {
      expect(() => readSsoConfig({ KOPEXA_SSO_PRIVATE_HOSTS })).toThrow(
        /KOPEXA_SSO_PRIVATE_HOSTS.*names of hosts/,
      );
    },
  );

  it('need a file with certificates that can be read', () => {
    for (const KOPEXA_SSO_CA_FILE of ['/nowhere.pem', import.meta.filename])
      expect(() => readSsoConfig({ KOPEXA_SSO_CA_FILE })).toThrow(
        /KOPEXA_SSO_CA_FILE: the path of a readable/,
      );
  });
});

describe('The file of breached passwords', () => {
  it('is none unless the operator names one, and holds sorted hashes', () => {
    expect(readBreachedPasswordsFile({})).toBeNull();
    const folder = mkdtempSync(join(tmpdir(), 'kopexa-breached-'));
    const file = join(folder, 'hashes.txt');
    for (const [content, isGood] of [
      ['0'.repeat(39) + 'A:12\n', true],
      ['0'.repeat(39) + 'a:12\n', false],
      ['password\n', false],
      ['', false],
    ] as const) {
      writeFileSync(file, content);
      const read = () => readBreachedPasswordsFile({ KOPEXA_BREACHED_PASSWORDS_FILE: file });
      if (isGood) expect(read()).toBe(file);
      else expect(read).toThrow(/KOPEXA_BREACHED_PASSWORDS_FILE: the path of a readable/);
    }
    rmSync(folder, { recursive: true });
    expect(() => readBreachedPasswordsFile({ KOPEXA_BREACHED_PASSWORDS_FILE: '/nowhere' })).toThrow();
  });
});
