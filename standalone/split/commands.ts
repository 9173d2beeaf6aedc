import { fileURLToPath } from 'node:url';
import type { DemoPeople } from '#gateway/http/demo-people.js';
import type { Login } from '#runtime/db/roles.js';
import { PROCESSES, SUBGRAPH_NAMES, type ProcessPlan } from './processes.js';
import type { Command } from './supervised.js';

/** What the processes of one installation are made of. */
export interface Installation {
  readonly logins: Readonly<Record<Login, string>>;
  /** Address and port inside of each process. */
  readonly places: ReadonlyMap<string, string>;
  /** Folder of each process's certificate. */
  identityOf(name: string): string;
  /** File with the certificate and the key that browsers see, unless the operator names others. */
  readonly publicCertificate: string;
  readonly passportSecrets: ReadonlyMap<string, Buffer>;
  readonly masterKey: Buffer;
  readonly dataDirectory: string;
  readonly demoPeople: DemoPeople | undefined;
  readonly port: number;
  readonly output: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** How each process is started: with its own login, its own secrets and what its plan names, and nothing else. */
export function commandsOf(installation: Installation, environment: Environment = process.env): Command[] {
  return PROCESSES.map((plan) => ({
    name: plan.name,
    module: fileURLToPath(new URL(`./${plan.entry}.js`, import.meta.url)),
    environment: environmentOf(plan, installation, environment),
    secrets: secretsOf(plan, installation, environment),
    output: installation.output,
  }));
}

function environmentOf(
  plan: ProcessPlan,
  of: Installation,
  environment: Environment,
): Record<string, string> {
  const origin = `https://localhost:${of.port}`;
  return {
    PATH: environment['PATH'] ?? '/usr/bin:/bin',
    ...taken(plan.settings, environment),
    KOPEXA_PROCESS: plan.name,
    KOPEXA_IDENTITY: of.identityOf(plan.name),
    KOPEXA_INSIDE: of.places.get(plan.name)!,
    ...(plan.entry === 'gateway'
      ? gatewayEnvironment(of, origin, environment)
      : { KOPEXA_DATA: of.dataDirectory }),
    ...(plan.entry === 'worker' ? { KOPEXA_ORIGIN: origin } : {}),
  };
}

function gatewayEnvironment(
  of: Installation,
  origin: string,
  environment: Environment,
): Record<string, string> {
  const subgraphs = SUBGRAPH_NAMES.map(
    (name) => `${name}=https://localhost:${of.places.get(name)!.split(':')[1]}`,
  );
  return {
    KOPEXA_ORIGIN: origin,
    KOPEXA_LISTEN: `localhost:${of.port}`,
    KOPEXA_METRICS_PORT: String(of.port + 2),
    KOPEXA_TLS_CERT: environment['KOPEXA_TLS_CERT'] ?? of.publicCertificate,
    KOPEXA_TLS_KEY: environment['KOPEXA_TLS_KEY'] ?? of.publicCertificate,
    KOPEXA_SUBGRAPHS: subgraphs.join(','),
    ...(of.demoPeople ? { KOPEXA_DEMO_PEOPLE: JSON.stringify(of.demoPeople) } : {}),
  };
}

function secretsOf(plan: ProcessPlan, of: Installation, environment: Environment): Record<string, string> {
  const hex = (name: string): string => of.passportSecrets.get(name)!.toString('hex');
  return {
    ...taken(plan.secretSettings, environment),
    KOPEXA_DATABASE_URL: of.logins[plan.login],
    ...(plan.sealsData ? { KOPEXA_MASTER_KEY: of.masterKey.toString('hex') } : {}),
    ...(plan.entry === 'subgraph' ? { KOPEXA_PASSPORT_SECRET: hex(plan.name) } : {}),
    ...(plan.entry === 'gateway'
      ? { KOPEXA_PASSPORT_SECRETS: SUBGRAPH_NAMES.map((name) => `${name}=${hex(name)}`).join(',') }
      : {}),
  };
}

function taken(names: readonly string[], environment: Environment): Record<string, string> {
  const given = names.filter((name) => environment[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, environment[name]!]));
}
