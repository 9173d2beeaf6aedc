import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from './product.js';

/** A service of docker-compose.yml, as far as the tests look at it. */
export interface ComposeService {
  readonly image?: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly env_file?: readonly { path: string; required: boolean }[];
  readonly secrets?: readonly { source: string; target: string }[];
  readonly ports?: readonly string[];
  readonly networks?: readonly string[];
  readonly network_mode?: string;
  readonly volumes?: readonly { type: string; source: string; target: string; read_only?: boolean }[];
  readonly depends_on?: Readonly<Record<string, { condition: string }>>;
  readonly restart?: string;
  readonly read_only?: boolean;
  readonly user?: string;
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly privileged?: boolean;
  readonly security_opt?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly pids_limit?: number;
  readonly healthcheck?: { test?: readonly string[]; disable?: boolean };
  readonly deploy?: { resources?: { limits?: { cpus?: string; memory?: string } } };
}

/** docker-compose.yml, anchors and `${NAME:-default}` resolved. */
export interface Compose {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks: Readonly<Record<string, { internal?: boolean }>>;
  readonly secrets: Readonly<Record<string, { file: string }>>;
  readonly configs: Readonly<Record<string, { file: string }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

/** The text of docker-compose.yml. */
export const composeText = (): string => readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');

/** Reads a compose file as it is used without any variable of the operator. */
export function readCompose(text = composeText()): Compose {
  return parse(text.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1'), { merge: true }) as Compose;
}

/** Networks that lead out of the installation, and who may be in them. */
const OPEN_NETWORKS: Readonly<Record<string, readonly string[]>> = {
  public: ['gateway'],
  outward: ['identity', 'files', 'ai', 'worker'],
};

/** Everything in a compose file that would open or loosen what is to be closed; one sentence each. */
export function findFaults(compose: Compose): string[] {
  const services = Object.entries(compose.services).flatMap(([name, service]) => [
    ...looseness(service).map((fault) => `${name} ${fault}.`),
    ...openings(name, service).map((fault) => `${name} ${fault}.`),
    ...secretsShown(service).map((fault) => `${name} ${fault}.`),
  ]);
  const networks = Object.entries(compose.networks)
    .filter(([name, network]) => network?.internal !== true && !(name in OPEN_NETWORKS))
    .map(([name]) => `The network ${name} is not internal.`);
  return [...services, ...networks];
}

function looseness(service: ComposeService): string[] {
  const isJob = service.restart === 'no';
  const checks: [boolean, string][] = [
    [service.read_only === true, 'may write to its root'],
    [service.user === '999:999', 'does not run as the user 999'],
    [service.cap_drop?.includes('ALL') === true && !service.cap_add, 'keeps capabilities'],
    [service.privileged !== true, 'is privileged'],
    [service.security_opt?.includes('no-new-privileges:true') === true, 'may gain privileges'],
    [(service.pids_limit ?? 0) > 0, 'may start any number of processes'],
    [service.tmpfs?.every((each) => /noexec.*nosuid/.test(each)) === true, 'may run what it wrote'],
    [service.deploy?.resources?.limits?.cpus !== undefined, 'has no limit of processors'],
    [service.deploy?.resources?.limits?.memory !== undefined, 'has no limit of memory'],
    [isJob || (service.healthcheck?.test?.length ?? 0) > 1, 'has no health check'],
  ];
  return checks.filter(([holds]) => !holds).map(([, fault]) => fault);
}

function openings(name: string, service: ComposeService): string[] {
  const open = (service.networks ?? []).filter((network) => OPEN_NETWORKS[network]?.includes(name) === false);
  const bound = (service.volumes ?? []).filter(({ type }) => type !== 'volume');
  return [
    ...(service.ports && name !== 'gateway' ? ['publishes a port'] : []),
    ...(service.network_mode !== undefined && service.network_mode !== 'none' ? ['shares a network'] : []),
    ...(service.network_mode === undefined && !service.networks ? ['is in the default network'] : []),
    ...open.map((network) => `is in the network ${network}`),
    ...bound.map(({ source }) => `sees ${source} of the machine`),
  ];
}

function secretsShown({ environment = {}, command = [] }: ComposeService): string[] {
  const entries = Object.entries(environment).map(([name, value]): [string, string] => [name, String(value)]);
  const named = entries.filter(
    ([name, value]) => /PASSWORD|SECRET|TOKEN|_KEY/.test(name) && !value.startsWith('/'),
  );
  const looking = [...entries.map(([, value]) => value), ...command].filter((value) =>
    /:\/\/[^/\s]*:[^/\s]*@|[0-9a-fA-F]{20,}|[A-Za-z0-9+/]{40,}/.test(value),
  );
  return [
    ...named.map(([name]) => `shows a secret in ${name}`),
    ...looking.map(() => 'shows what looks like a secret'),
  ];
}
