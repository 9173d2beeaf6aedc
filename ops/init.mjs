/**
 * Makes the secrets of an installation in containers: `node ops/init.mjs`. Built-ins of Node 20 only.
 *
 * What is there stays: run it again after an upgrade, or after a change of `ops/settings.env`, in which the operator
 * names adapters (`NAME=value` lines, see ops/README.md). Writes `ops/secrets/` (one file for each process, with
 * nothing that it does not need) and `ops/settings/` (what is no secret). Prints no secret.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseEnv } from 'node:util';

/** The subgraphs; a test compares them with the processes that there are. */
export const SUBGRAPHS = ['identity', 'tenancy', 'content', 'files', 'ai', 'compliance'];

/** Where files lie: for the room that keeps them, and for the worker that sweeps. */
const STORE = {
  plain: ['KOPEXA_S3_ENDPOINT', 'KOPEXA_S3_BUCKET', 'KOPEXA_S3_REGION', 'KOPEXA_S3_PRIVATE'],
  secret: ['KOPEXA_S3_KEY_ID', 'KOPEXA_S3_SECRET'],
};

/** Identity providers in the operator's own network: for sign-in, and for the worker that fetches their metadata again. */
const SSO = ['KOPEXA_SSO_PRIVATE_HOSTS', 'KOPEXA_SSO_CA_FILE'];

/** Settings of the operator by process: plain ones, and secrets. A test compares them, too. */
export const SETTINGS = {
  everywhere: {
    plain: ['KOPEXA_LOG_LEVEL', 'KOPEXA_OTLP_URL', 'KOPEXA_OTLP_PRIVATE', 'NODE_EXTRA_CA_CERTS'],
    secret: [],
  },
  identity: { plain: [...SSO, 'KOPEXA_BREACHED_PASSWORDS_FILE'], secret: [] },
  worker: {
    plain: ['KOPEXA_SMTP_PRIVATE', 'KOPEXA_MAIL_FROM', ...STORE.plain, ...SSO],
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

/** Unless the operator names others: the store and the mail catcher of docker-compose.yml. */
const OWN_SERVERS = [
  {
    processes: ['files', 'worker'],
    insteadOf: 'KOPEXA_S3_ENDPOINT',
    plain: {
      KOPEXA_S3_ENDPOINT: 'https://store:8333',
      KOPEXA_S3_BUCKET: 'kopexa',
      KOPEXA_S3_REGION: 'us-east-1',
      KOPEXA_S3_PRIVATE: 'yes',
    },
    secret: ({ store }) => ({ KOPEXA_S3_KEY_ID: store.keyId, KOPEXA_S3_SECRET: store.secret }),
  },
  {
    processes: ['worker'],
    insteadOf: 'KOPEXA_SMTP_URL',
    plain: { KOPEXA_SMTP_PRIVATE: 'yes' },
    secret: () => ({ KOPEXA_SMTP_URL: 'smtps://mail:1025' }),
  },
];

const DATABASE = 'database:5432';
const QUERY = 'sslmode=verify-full&sslrootcert=/run/kopexa/tls/ca.pem';

/** Makes what is missing below `folder` and writes every process's files anew; returns the names of the files. */
export function initialise(folder) {
  const secrets = join(folder, 'secrets');
  const settings = join(folder, 'settings');
  for (const each of [secrets, settings]) mkdirSync(each, { recursive: true, mode: 0o700 });
  for (const each of [secrets, settings]) chmodSync(each, 0o700);
  const own = ownSecrets(join(secrets, 'installation.json'));
  const chosen = chosenSettings(join(folder, 'settings.env'));
  const files = { ...processFiles(own, chosen), ...serverFiles(own) };
  // Who runs a container reads these; that nobody else does, the folder sees to (0700).
  for (const [name, text] of Object.entries(files)) replace(join(secrets, name), text, 0o444);
  for (const process of ['gateway', 'worker', ...SUBGRAPHS])
    replace(join(settings, `${process}.env`), plainOf(process, chosen), 0o600);
  return Object.keys(files);
}

/** What the installation itself rolled; nothing of it is ever replaced. */
function ownSecrets(file) {
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const hex = (bytes) => randomBytes(bytes).toString('hex');
  const each = (names, before = {}) =>
    Object.fromEntries(names.map((name) => [name, before[name] ?? hex(32)]));
  const own = {
    masterKey: known.masterKey ?? hex(32),
    superuser: known.superuser ?? hex(24),
    logins: each(['gateway', 'worker', ...SUBGRAPHS], known.logins),
    passports: each(SUBGRAPHS, known.passports),
    store: known.store ?? { keyId: hex(10), secret: hex(24) },
  };
  replace(file, `${JSON.stringify(own, null, 2)}\n`, 0o400);
  return own;
}

function chosenSettings(file) {
  if (!existsSync(file)) return {};
  const chosen = parseEnv(readFileSync(file, 'utf8'));
  const known = Object.values(SETTINGS).flatMap(({ plain, secret }) => [...plain, ...secret]);
  const unknown = Object.keys(chosen).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`${file}: ${unknown.join(', ')} is not known; see ops/README.md.`);
  return chosen;
}

function processFiles(own, chosen) {
  const secretsOf = (process) => {
    const servers = ownServers(process, chosen).map(({ secret }) => secret(own));
    return { ...Object.assign({}, ...servers), ...pick(SETTINGS[process]?.secret ?? [], chosen) };
  };
  const database = (process) => ({
    KOPEXA_DATABASE_URL: `postgres://kopexa_${process}:${own.logins[process]}@${DATABASE}/kopexa?${QUERY}`,
  });
  const sealing = { KOPEXA_MASTER_KEY: own.masterKey };
  const subgraph = (name) => ({
    ...database(name),
    ...sealing,
    KOPEXA_PASSPORT_SECRET: own.passports[name],
    ...secretsOf(name),
  });
  return {
    gateway: lines({ ...database('gateway'), KOPEXA_PASSPORT_SECRETS: pairs(own.passports) }),
    worker: lines({ ...database('worker'), ...sealing, ...secretsOf('worker') }),
    ...Object.fromEntries(SUBGRAPHS.map((name) => [name, lines(subgraph(name))])),
    migrate: lines({
      KOPEXA_ADMIN_URL: `postgres://postgres:${own.superuser}@${DATABASE}/kopexa?${QUERY}`,
      KOPEXA_LOGIN_PASSWORDS: pairs(
        Object.fromEntries(
          Object.entries(own.logins).map(([name, password]) => [`kopexa_${name}`, password]),
        ),
      ),
    }),
  };
}

function serverFiles(own) {
  const credentials = [{ accessKey: own.store.keyId, secretKey: own.store.secret }];
  const actions = ['Read:kopexa', 'Write:kopexa', 'List:kopexa', 'Tagging:kopexa'];
  return {
    database: `${own.superuser}\n`,
    store: `${JSON.stringify({ identities: [{ name: 'kopexa', credentials, actions }] }, null, 2)}\n`,
  };
}

function plainOf(process, chosen) {
  const names = [...SETTINGS.everywhere.plain, ...(SETTINGS[process]?.plain ?? [])];
  const servers = ownServers(process, chosen).map(({ plain }) => plain);
  return lines({ ...Object.assign({}, ...servers), ...pick(names, chosen) });
}

function ownServers(process, chosen) {
  return OWN_SERVERS.filter(
    ({ processes, insteadOf }) => processes.includes(process) && !(insteadOf in chosen),
  );
}

const pairs = (values) =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join(',');

const pick = (names, from) =>
  Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]));

function lines(values) {
  return Object.entries(values)
    .map(([name, value]) => {
      if (/['\r\n]/.test(value))
        throw new Error(`${name} holds a quotation mark or a line break: encode it.`);
      return `${name}='${value}'\n`;
    })
    .join('');
}

function replace(file, text, mode) {
  writeFileSync(`${file}.new`, text, { mode });
  chmodSync(`${file}.new`, mode);
  renameSync(`${file}.new`, file);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const folder = dirname(fileURLToPath(import.meta.url));
    const files = initialise(folder);
    console.log(`${files.length} files lie in ${join(folder, 'secrets')}.`);
    console.log(
      'Keep a copy of installation.json apart from your backups: without its master key no backup opens.',
    );
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
