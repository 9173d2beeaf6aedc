import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENDPOINTS } from '#gateway/http/endpoints.js';
import { LOGINS } from '#runtime/db/roles.js';
import { CONTAINER_HOLDERS } from '#standalone/split/certificates.js';
import { readGatewayConfig, readSubgraphConfig, readWorkerConfig } from '#standalone/split/config.js';
import { PROCESSES, SUBGRAPH_NAMES } from '#standalone/split/processes.js';
import { readAuthorityConfig, readHealthConfig, readMigrateConfig } from '#standalone/split/upkeep-config.js';
import { SUBGRAPHS as ALL_SUBGRAPHS } from '#standalone/subgraphs.js';
import { initialise, SETTINGS, SUBGRAPHS } from '../../ops/init.mjs';
import { composeText, findFaults, readCompose, type Compose } from '../kit/compose.js';
import { ROOT } from '../kit/product.js';

const compose = readCompose();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ops-'));
  initialise(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a service's process finds in its environment, its secrets at the place where they lie here. */
function environmentOf(name: string): Record<string, string> {
  const service = compose.services[name]!;
  const secret = service.secrets?.find(
    ({ target }) => `/run/secrets/${target}` === service.environment?.['KOPEXA_SECRETS'],
  );
  const place = secret && { KOPEXA_SECRETS: join(folder, 'secrets', secret.source) };
  const settings = join(folder, 'settings', `${name}.env`);
  const chosen = existsSync(settings) ? parseEnv(readFileSync(settings, 'utf8')) : {};
  // What the file says, the environment overrides.
  return { ...(chosen as Record<string, string>), ...service.environment, ...place };
}

const loginOf = (url: string): string => new URL(url).username;

describe('The list of processes', () => {
  it('holds every subgraph, and the gateway asks no other', () => {
    const names = ALL_SUBGRAPHS.map(({ name }) => name).sort();
    expect([...SUBGRAPH_NAMES].sort()).toEqual(names);
    const supergraph = readFileSync(join(ROOT, 'schema/supergraph.graphql'), 'utf8');
    const graphs = [...supergraph.matchAll(/@join__graph\(name: "(\w+)"/g)].map(([, name]) => name).sort();
    expect(graphs).toEqual(names);
    for (const { route } of ENDPOINTS) if (route) expect(names).toContain(route.subgraph);
  });

  it('gives each process a login of its own, and every login a process', () => {
    expect(PROCESSES.map(({ login }) => login).sort()).toEqual([...LOGINS].sort());
  });
});

describe('docker-compose.yml', () => {
  it('is closed: nothing but the gateway is published, everything is limited and hardened, no secret is in it', () => {
    expect(findFaults(compose)).toEqual([]);
    expect(compose.services['gateway']?.ports).toEqual(['8443:8443']);
    expect(composeText()).not.toMatch(/:\/\/[^/\s$]+:[^/\s$]+@/);
  });

  it.each<[string, (text: string) => string]>([
    ['publishes a port', (text) => text.replace('  identity:\n', "  identity:\n    ports: ['4443:4443']\n")],
    ['may write to its root', (text) => text.replace('  read_only: true\n', '')],
    ['keeps capabilities', (text) => text.replace('cap_drop: [ALL]', 'cap_drop: [NET_RAW]')],
    [
      'may gain privileges',
      (text) => text.replace("security_opt: ['no-new-privileges:true']", 'security_opt: []'),
    ],
    [
      'has no limit of memory',
      (text) => text.replace("limits: { cpus: '1.0', memory: 512m }", "limits: { cpus: '1.0' }"),
    ],
    ['has no health check', (text) => text.replace("test: ['CMD', '/mailpit', 'readyz']", 'test: []')],
    ['is not internal', (text) => text.replace('data: { internal: true }', 'data: {}')],
    [
      'is in the network outward',
      (text) => text.replace('networks: [inside, data]', 'networks: [inside, data, outward]'),
    ],
    [
      'shows a secret in',
      (text) => text.replace('KOPEXA_PROCESS: ai }', 'KOPEXA_PROCESS: ai, KOPEXA_AZURE_OPENAI_KEY: abc }'),
    ],
    [
      'looks like a secret',
      (text) => text.replace('KOPEXA_PROCESS: ai }', "KOPEXA_PROCESS: ai, X: 'postgres://a:b@c' }"),
    ],
    [
      'sees /',
      (text) =>
        text.replace('type: volume, source: store, target: /data', 'type: bind, source: /, target: /data'),
    ],
  ])('a change after which something %s is found', (fault, change) => {
    const changed = change(composeText());
    expect(changed).not.toBe(composeText());
    expect(findFaults(readCompose(changed)).join('\n')).toContain(fault);
  });

  it.each(PROCESSES.map((plan) => [plan.name, plan] as const))(
    'runs %s as it is',
    (name, { entry, login, sealsData }) => {
      const service = compose.services[name]!;
      expect(service.command).toEqual([`dist/standalone/split/${entry}.js`]);
      expect(existsSync(join(ROOT, `standalone/split/${entry}.ts`))).toBe(true);
      const environment = environmentOf(name);
      expect(environment['KOPEXA_PROCESS']).toBe(name);
      const read = { gateway: readGatewayConfig, subgraph: readSubgraphConfig, worker: readWorkerConfig }[
        entry
      ];
      const config = read(environment);
      expect(loginOf(config.databaseUrl)).toBe(login);
      expect(new URL(config.databaseUrl).hostname).toBe('database');
      expect('masterKey' in config).toBe(sealsData);
      // Health is asked where the process answers.
      expect(readHealthConfig(environment)).toMatchObject({ name, port: config.inside.port });
      expect(service.healthcheck?.test).toEqual(['CMD', 'node', 'dist/standalone/split/health.js']);
      expect(service.secrets).toEqual([{ source: name, target: 'kopexa' }]);
      expect(service.env_file).toEqual([{ path: `ops/settings/${name}.env`, required: false }]);
    },
  );

  it('leads the gateway to every subgraph where it listens, with the secret that it shares with that one alone', () => {
    const gateway = readGatewayConfig(environmentOf('gateway'));
    const inside = (name: string) => readSubgraphConfig(environmentOf(name));
    for (const name of SUBGRAPH_NAMES) {
      const { inside: place, passportSecret } = inside(name);
      expect(gateway.subgraphs[name]).toBe(`https://${name}:${place.port}`);
      expect(place.host).toBe('0.0.0.0');
      expect(gateway.passportSecrets[name]).toEqual(passportSecret);
      expect(compose.services[name]?.networks).toEqual(expect.arrayContaining(['inside', 'data']));
    }
    const distinct = new Set(SUBGRAPH_NAMES.map((name) => inside(name).passportSecret.toString('hex')));
    expect(distinct.size).toBe(SUBGRAPH_NAMES.length);
    expect(compose.services['gateway']?.ports?.[0]).toBe(`8443:${gateway.listen.port}`);
    expect(gateway.origin).toBe('https://localhost:8443');
  });

  it('lets files lie in its store and mail be caught', () => {
    const { common } = readSubgraphConfig(environmentOf('files'));
    expect(common.files('/tmp')).toMatchObject({
      kind: 's3',
      endpoint: 'https://store:8333',
      bucket: 'kopexa',
    });
    const store = JSON.parse(readFileSync(join(folder, 'secrets/store'), 'utf8')) as {
      identities: { credentials: { secretKey: string }[] }[];
    };
    expect(common.files('/tmp')).toMatchObject({ secret: store.identities[0]?.credentials[0]?.secretKey });
    const { common: worker } = readWorkerConfig(environmentOf('worker'));
    expect(worker.files('/tmp')).toEqual(common.files('/tmp'));
    expect(worker.mail).toMatchObject({
      kind: 'smtp',
      host: 'mail',
      port: 1025,
      tls: 'implicit',
      allowPrivate: true,
    });
    expect(readSubgraphConfig(environmentOf('content')).common.files('/tmp')?.kind).toBe('disk');
  });

  it('lets everything wait for the job that migrates, and that for the database', () => {
    for (const { name } of PROCESSES)
      expect(compose.services[name]?.depends_on?.['migrate']).toEqual({
        condition: 'service_completed_successfully',
      });
    const { migrate, database } = compose.services;
    expect(migrate?.depends_on).toEqual({ database: { condition: 'service_healthy' } });
    expect(database?.depends_on).toEqual({ authority: { condition: 'service_healthy' } });
    const { adminUrl, passwords } = readMigrateConfig(environmentOf('migrate'));
    expect(loginOf(adminUrl('postgres'))).toBe('postgres');
    for (const { name, login } of PROCESSES) {
      const read =
        name === 'gateway' ? readGatewayConfig : name === 'worker' ? readWorkerConfig : readSubgraphConfig;
      expect(new URL(read(environmentOf(name)).databaseUrl).password).toBe(passwords[login]);
    }
  });

  it('gives each holder its certificate, and the keys of the authorities to their keeper alone', () => {
    const authority = compose.services['authority']!;
    const { keep, folder: identities } = readAuthorityConfig(environmentOf('authority'));
    expect(authority.network_mode).toBe('none');
    const holders = (authority.volumes ?? []).filter(({ target }) => target.startsWith(`${identities}/`));
    const names = ['public', 'database', ...PROCESSES.map(({ name }) => name), ...CONTAINER_HOLDERS];
    expect(holders.map(({ target }) => target.slice(identities.length + 1)).sort()).toEqual(
      [...names].sort(),
    );
    for (const { source, target } of holders)
      expect(source).toBe(`tls-${target.slice(identities.length + 1)}`);
    for (const [name, service] of Object.entries(compose.services)) {
      if (name === 'authority') continue;
      for (const { source, read_only: readOnly } of service.volumes ?? []) {
        expect(source).not.toBe('authority');
        if (source.startsWith('tls-')) expect([name, readOnly]).toEqual([name, true]);
        if (source.startsWith('tls-') && source !== 'tls-public') expect(source).toBe(`tls-${name}`);
      }
    }
    expect(keep).toBe(authority.volumes?.find(({ source }) => source === 'authority')?.target);
    // A new volume belongs to whom the image gave the folder.
    const dockerfile = readFileSync(join(ROOT, 'Dockerfile'), 'utf8').replaceAll('\\\n', '');
    const made = /for holder in ([\w\s]+);/.exec(dockerfile)?.[1]?.trim().split(/\s+/);
    expect(made?.sort()).toEqual([...names].sort());
  });

  it('names nothing that is not there', () => {
    const sections: [keyof Compose, (service: Compose['services'][string]) => string[]][] = [
      ['networks', ({ networks }) => [...(networks ?? [])]],
      ['volumes', ({ volumes }) => (volumes ?? []).map(({ source }) => source)],
      ['secrets', ({ secrets }) => (secrets ?? []).map(({ source }) => source)],
    ];
    for (const [section, used] of sections) {
      const names = new Set(Object.values(compose.services).flatMap(used));
      expect([...names].sort()).toEqual(Object.keys(compose[section]).sort());
    }
    for (const { file } of Object.values(compose.configs))
      expect(existsSync(join(ROOT, file)), file).toBe(true);
    for (const { file } of Object.values(compose.secrets))
      expect(existsSync(join(folder, file.replace(/^ops\//, ''))), file).toBe(true);
  });
});

describe('ops/init.mjs', () => {
  it('knows the processes and their settings', () => {
    expect([...SUBGRAPHS].sort()).toEqual([...SUBGRAPH_NAMES].sort());
    for (const { name, settings, secretSettings } of PROCESSES) {
      expect([name, SETTINGS[name]?.secret ?? []]).toEqual([name, secretSettings]);
      const known = [...SETTINGS['everywhere']!.plain, ...(SETTINGS[name]?.plain ?? [])];
      // Backups of a server in containers are its operator's; the rest is for development.
      const others = settings.filter((each) => !/^KOPEXA_(BACKUP|ADHOC)|^NODE_ENV$/.test(each));
      expect([name, known.sort()]).toEqual([name, others.sort()]);
    }
  });

  it('changes nothing that it made, and hands each setting to the process that it is for', () => {
    const secret = (name: string) => readFileSync(join(folder, 'secrets', name), 'utf8');
    const before = secret('installation.json');
    writeFileSync(
      join(folder, 'settings.env'),
      "KOPEXA_SMTP_URL='smtps://u:p@mail.example:465'\nKOPEXA_MAIL_FROM=k@mail.example\n",
    );
    initialise(folder);
    expect(secret('installation.json')).toBe(before);
    expect(secret('worker')).toContain("KOPEXA_SMTP_URL='smtps://u:p@mail.example:465'");
    expect(secret('content')).not.toContain('SMTP');
    expect(readFileSync(join(folder, 'settings/worker.env'), 'utf8')).not.toContain('SMTP_PRIVATE');
    expect(readFileSync(join(folder, 'settings/worker.env'), 'utf8')).toMatch(
      /^KOPEXA_S3_ENDPOINT='https:..store:8333'\n[^]*KOPEXA_MAIL_FROM='k@mail.example'\n$/,
    );
    writeFileSync(join(folder, 'settings.env'), 'KOPEXA_SMTP=x\n');
    expect(() => initialise(folder)).toThrow(/KOPEXA_SMTP is not known/);
    rmSync(join(folder, 'settings.env'));
  });

  it('shows its secrets to nobody else on the machine', () => {
    expect(statSync(join(folder, 'secrets')).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'secrets/installation.json')).mode & 0o777).toBe(0o400);
    const ignored = readFileSync(join(ROOT, '.gitignore'), 'utf8');
    const kept = readFileSync(join(ROOT, '.dockerignore'), 'utf8');
    for (const text of [ignored, kept]) expect(text).toMatch(/^ops\/secrets\/?$/m);
  });
});
