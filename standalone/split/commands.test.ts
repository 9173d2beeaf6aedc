import { randomBytes } from 'node:crypto';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { LOGINS, type Login } from '#runtime/db/roles.js';
import { commandsOf, type Installation } from './commands.js';
import { readGatewayConfig, readSubgraphConfig, readWorkerConfig } from './config.js';
import { PROCESSES, SUBGRAPH_NAMES } from './processes.js';
import { secretLines, withSecrets } from './secrets.js';

const names = PROCESSES.map(({ name }) => name);
const url = (login: Login) =>
  `postgres://${login}:${login}-password@localhost:5432/kopexa?sslmode=verify-full&sslrootcert=/ca.pem`;
const masterKey = randomBytes(32);

const installation: Installation = {
  logins: Object.fromEntries(LOGINS.map((login) => [login, url(login)])) as Installation['logins'],
  places: new Map(names.map((name, index) => [name, `127.0.0.1:${20_000 + index}`])),
  identityOf: (name) => `/tls/${name}`,
  publicCertificate: '/tls/public/identity.pem',
  passportSecrets: new Map(names.map((name) => [name, randomBytes(32)])),
  masterKey,
  dataDirectory: '/data',
  demoPeople: undefined,
  port: 4000,
  output: 1,
};

const mail = new URL('smtps://mail.example:465');
[mail.username, mail.password] = ['user', 'mail-password'];

const OPERATOR = {
  PATH: '/usr/bin',
  HOME: '/root',
  KOPEXA_LOG_LEVEL: 'warn',
  KOPEXA_SMTP_URL: mail.href,
  KOPEXA_S3_ENDPOINT: 'https://s3.example',
  KOPEXA_S3_BUCKET: 'kopexa',
  KOPEXA_S3_KEY_ID: 'store-key',
  KOPEXA_S3_SECRET: 'store-secret',
  KOPEXA_AZURE_OPENAI_ENDPOINT: 'https://ai.example',
  KOPEXA_AZURE_OPENAI_DEPLOYMENT: 'gpt',
  KOPEXA_AZURE_OPENAI_KEY: 'model-secret',
  SOMETHING_ELSE: 'else',
};

const commands = commandsOf(installation, OPERATOR);
const commandOf = (name: string) => commands.find((command) => command.name === name)!;
/** What a process finds: its environment and what it reads from its descriptor. */
const givenTo = (name: string) => {
  const { environment, secrets } = commandOf(name);
  return { ...environment, ...(parseEnv(secretLines(secrets)) as Record<string, string>) };
};
const holdersOf = (text: string) => names.filter((name) => JSON.stringify(givenTo(name)).includes(text));

describe('The commands of the split topology', () => {
  it('start every process with a configuration that it can read', () => {
    const gateway = readGatewayConfig(givenTo('gateway'));
    expect(gateway.origin).toBe('https://localhost:4000');
    for (const name of SUBGRAPH_NAMES) {
      const { inside, passportSecret, name: own } = readSubgraphConfig(givenTo(name));
      expect(own).toBe(name);
      expect(gateway.subgraphs[name]).toBe(`https://localhost:${inside.port}`);
      expect(gateway.passportSecrets[name]).toEqual(passportSecret);
    }
    const worker = readWorkerConfig(givenTo('worker'));
    expect(worker.common.mail).toMatchObject({ kind: 'smtp', host: 'mail.example' });
    expect(readSubgraphConfig(givenTo('files')).common.files('/data')).toMatchObject({ kind: 's3' });
    expect(readSubgraphConfig(givenTo('content')).common.files('/data')).toMatchObject({ kind: 'disk' });
    expect(readSubgraphConfig(givenTo('ai')).common.ai).toMatchObject({ kind: 'azure' });
  });

  it('hand each login, key and secret to those alone who need it', () => {
    for (const { name, login } of PROCESSES) expect(holdersOf(`${login}-password`)).toEqual([name]);
    expect(holdersOf(masterKey.toString('hex'))).toEqual(names.filter((name) => name !== 'gateway'));
    for (const name of SUBGRAPH_NAMES)
      expect(holdersOf(installation.passportSecrets.get(name)!.toString('hex'))).toEqual([name, 'gateway']);
    expect(holdersOf('mail-password')).toEqual(['worker']);
    expect(holdersOf('store-secret')).toEqual(['files', 'worker']);
    expect(holdersOf('model-secret')).toEqual(['ai']);
    expect(holdersOf('else')).toEqual([]);
  });

  it('show no secret in environment or arguments', () => {
    const shown = JSON.stringify(commands.map(({ module, environment }) => ({ module, environment })));
    expect(shown).not.toMatch(/password|-secret|store-key/);
    expect(shown).not.toContain(masterKey.toString('hex'));
    for (const secret of installation.passportSecrets.values())
      expect(shown).not.toContain(secret.toString('hex'));
  });
});

describe('The configuration of a process', () => {
  it('names every problem at once', () => {
    const wrong = { ...givenTo('content'), KOPEXA_INSIDE: 'here', KOPEXA_MASTER_KEY: 'short' };
    expect(() => readSubgraphConfig(wrong)).toThrow(
      /KOPEXA_INSIDE: address and port[^]*KOPEXA_MASTER_KEY: 64 hex/,
    );
    const { KOPEXA_SUBGRAPHS: subgraphs, ...rest } = givenTo('gateway');
    const without = subgraphs?.split(',').slice(1).join(',');
    expect(() => readGatewayConfig({ ...rest, KOPEXA_SUBGRAPHS: without })).toThrow(
      /KOPEXA_SUBGRAPHS: identity:/,
    );
  });

  it.each(['', '?sslmode=require', '?sslmode=no-verify'])(
    'refuses a database over a connection like %j',
    (query) => {
      const plain = `postgres://kopexa_content:x@database:5432/kopexa${query}`;
      expect(() => readSubgraphConfig({ ...givenTo('content'), KOPEXA_DATABASE_URL: plain })).toThrow(
        /KOPEXA_DATABASE_URL: a connection string with sslmode=verify-full/,
      );
    },
  );

  it('says where secrets were looked for in vain', () => {
    expect(() => withSecrets({ KOPEXA_SECRETS: '/nowhere/secrets' })).toThrow(
      /cannot be read from \/nowhere\/secrets \(ENOENT\)/,
    );
  });
});
