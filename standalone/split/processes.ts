import type { Login } from '#runtime/db/roles.js';
import type { Subject } from '#runtime/tls/certificates.js';

/** The subgraphs that run in processes of their own; a test compares them with `standalone/subgraphs.ts`. */
export const SUBGRAPH_NAMES = ['identity', 'tenancy', 'content', 'files', 'ai', 'compliance'] as const;

/** Name of a subgraph. */
export type SubgraphName = (typeof SUBGRAPH_NAMES)[number];

/** Name of a process of the split topology; also its name in its certificate and in docker-compose.yml. */
export type ProcessName = 'gateway' | 'worker' | SubgraphName;

/** What a process is and what it is given. Nothing else reaches it. */
export interface ProcessPlan {
  readonly name: ProcessName;
  /** Module below `standalone/split/` that the process runs. */
  readonly entry: 'gateway' | 'subgraph' | 'worker';
  /** Its own login; no process gets another's. */
  readonly login: Login;
  /** Whether it seals and opens data: only then it gets the master key. */
  readonly sealsData: boolean;
  /** Variables of the operator's environment that it is handed. */
  readonly settings: readonly string[];
  /** Those of them that are secrets: they travel like one, never in the environment. */
  readonly secretSettings: readonly string[];
}

const EVERYWHERE = ['KOPEXA_LOG_LEVEL', 'KOPEXA_OTLP_URL', 'KOPEXA_OTLP_PRIVATE', 'NODE_EXTRA_CA_CERTS'];

/** Where files lie: for the room that keeps them, and for the worker that sweeps. */
const STORE = {
  plain: ['KOPEXA_S3_ENDPOINT', 'KOPEXA_S3_BUCKET', 'KOPEXA_S3_REGION', 'KOPEXA_S3_PRIVATE'],
  secret: ['KOPEXA_S3_KEY_ID', 'KOPEXA_S3_SECRET'],
};

/** Identity providers in the operator's own network: for sign-in, and for the worker that fetches their metadata again. */
const SSO = ['KOPEXA_SSO_PRIVATE_HOSTS', 'KOPEXA_SSO_CA_FILE'];

const OWN_SETTINGS: Readonly<
  Record<string, { readonly plain: readonly string[]; readonly secret: readonly string[] }>
> = {
  identity: { plain: [...SSO, 'KOPEXA_BREACHED_PASSWORDS_FILE'], secret: [] },
  gateway: { plain: ['KOPEXA_ADHOC', 'NODE_ENV'], secret: [] },
  worker: {
    plain: [
      'KOPEXA_SMTP_PRIVATE',
      'KOPEXA_MAIL_FROM',
      'KOPEXA_BACKUP',
      'KOPEXA_BACKUP_DIR',
      'KOPEXA_BACKUP_KEEP',
      ...STORE.plain,
      ...SSO,
    ],
    secret: ['KOPEXA_SMTP_URL', ...STORE.secret],
  },
  files: STORE,
  ai: {
    plain: [
      'KOPEXA_AZURE_OPENAI_ENDPOINT',
      'KOPEXA_AZURE_OPENAI_DEPLOYMENT',
      'KOPEXA_AZURE_OPENAI_REGION',
      'KOPEXA_AZURE_OPENAI_API_VERSION',
      'KOPEXA_AZURE_OPENAI_AUTHORITY',
      'KOPEXA_AZURE_OPENAI_TENANT_ID',
      'KOPEXA_AZURE_OPENAI_CLIENT_ID',
      'KOPEXA_AZURE_OPENAI_PRIVATE',
    ],
    secret: ['KOPEXA_AZURE_OPENAI_KEY', 'KOPEXA_AZURE_OPENAI_CLIENT_SECRET'],
  },
};

function plan(name: ProcessName): ProcessPlan {
  const entry = name === 'gateway' || name === 'worker' ? name : 'subgraph';
  const own = OWN_SETTINGS[name] ?? { plain: [], secret: [] };
  return {
    name,
    entry,
    login: `kopexa_${name}`,
    sealsData: name !== 'gateway',
    settings: [...EVERYWHERE, ...own.plain],
    secretSettings: own.secret,
  };
}

/** Every process of the split topology, subgraphs first; database, demo page and supervisor are not among them. */
export const PROCESSES: readonly ProcessPlan[] = [
  ...SUBGRAPH_NAMES,
  'worker' as const,
  'gateway' as const,
].map(plan);

/** Whom the certificates of the inside name: each process, and the servers that it speaks to. */
export function insideHolders(processes: readonly ProcessPlan[] = PROCESSES): Record<string, Subject> {
  // A process is its own client when it asks whether it is well: hence `localhost`.
  const own = processes.map(({ name }) => [name, { names: [name, 'localhost'] }]);
  return { ...Object.fromEntries(own), database: { names: ['database', 'localhost'] } } as Record<
    string,
    Subject
  >;
}
