import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { operationHash } from '#gateway/operations/collect.js';
import { seed, startDatabase, type BenchDatabase, type Seeded } from './database.js';
import { fire, quantile, type Burst, type Shot } from './load.js';
import type { Figures, StartMessage } from './messages.js';
import { OPERATIONS, type OperationName } from './operations.js';
import { printTable, type Row } from './table.js';

const ROUNDS = 4;
const SECONDS = 2;
const CONCURRENCY = 8;
const ROOT = join(import.meta.dirname, '..', '..');

interface Measured {
  readonly child: ChildProcess;
  readonly url: string;
  figures(): Promise<Figures>;
}

/** Measures the product beside a plain server on the same rows, interleaved, and prints ratios. */
async function main(): Promise<void> {
  const database = await startDatabase(ROOT);
  const children: ChildProcess[] = [];
  try {
    const seeded = await seed(database.adminUrl);
    const product = await spawn('product-process.js', database, seeded, children);
    const plain = await spawn('plain-process.js', database, seeded, children);
    const rows: Row[] = [];
    for (const name of Object.keys(OPERATIONS) as OperationName[])
      rows.push(await compare(name, product, plain, seeded));
    for (const { child } of [product, plain]) {
      child.send('stop');
      await once(child, 'exit');
    }
    if (process.argv.includes('--json'))
      console.log(
        JSON.stringify(
          { node: process.version, rounds: ROUNDS, seconds: SECONDS, concurrency: CONCURRENCY, rows },
          null,
          2,
        ),
      );
    else printTable(rows);
  } finally {
    for (const child of children) child.kill('SIGKILL');
    await database.stop();
  }
}

async function spawn(
  file: string,
  database: BenchDatabase,
  seeded: Seeded,
  children: ChildProcess[],
): Promise<Measured> {
  const child = fork(join(import.meta.dirname, file), { env: { ...process.env, NODE_ENV: 'production' } });
  children.push(child);
  const message: StartMessage = {
    root: ROOT,
    folder: database.folder,
    adminUrl: database.adminUrl,
    logins: database.logins,
    organizationId: seeded.organization.id,
    spaceId: seeded.spaceId,
  };
  child.send(message);
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  return {
    child,
    url,
    figures: async () => {
      child.send('figures');
      const [figures] = (await once(child, 'message')) as [Figures];
      return figures;
    },
  };
}

async function compare(
  name: OperationName,
  product: Measured,
  plain: Measured,
  seeded: Seeded,
): Promise<Row> {
  const shots = { product: productShots(name, product.url, seeded), plain: plainShots(name, seeded) };
  const once1 = await cost(product, () =>
    fire(product.url, shots.product, { concurrency: 1, seconds: 0.001 }),
  );
  await fire(product.url, shots.product, { concurrency: CONCURRENCY, seconds: 1 });
  await fire(plain.url, shots.plain, { concurrency: CONCURRENCY, seconds: 1 });
  const totals = { product: none(), plain: none() };
  for (let round = 0; round < ROUNDS; round += 1) {
    add(
      totals.product,
      await cost(product, () =>
        fire(product.url, shots.product, { concurrency: CONCURRENCY, seconds: SECONDS }),
      ),
    );
    add(
      totals.plain,
      await cost(plain, () => fire(plain.url, shots.plain, { concurrency: CONCURRENCY, seconds: SECONDS })),
    );
  }
  return {
    operation: name,
    product: summary(totals.product),
    plain: summary(totals.plain),
    statements: once1.statements / once1.latenciesMs.length,
    roundTrips: once1.roundTrips / once1.latenciesMs.length,
  };
}

interface Cost extends Burst {
  cpuMicroseconds: number;
  statements: number;
  roundTrips: number;
  seconds: number;
}

const none = (): Cost => ({ latenciesMs: [], seconds: 0, cpuMicroseconds: 0, statements: 0, roundTrips: 0 });

async function cost(measured: Measured, work: () => Promise<Burst>): Promise<Cost> {
  const before = await measured.figures();
  const burst = await work();
  const after = await measured.figures();
  return {
    ...burst,
    cpuMicroseconds: after.cpuMicroseconds - before.cpuMicroseconds,
    statements: after.statements - before.statements,
    roundTrips: after.roundTrips - before.roundTrips,
  };
}

function add(total: Cost, part: Cost): void {
  for (const latency of part.latenciesMs) total.latenciesMs.push(latency);
  total.seconds += part.seconds;
  total.cpuMicroseconds += part.cpuMicroseconds;
}

function summary({ latenciesMs, seconds, cpuMicroseconds }: Cost): Row['product'] {
  return {
    requestsPerSecond: latenciesMs.length / seconds,
    p50Ms: quantile(latenciesMs, 0.5),
    p99Ms: quantile(latenciesMs, 0.99),
    cpuMsPerRequest: cpuMicroseconds / 1000 / latenciesMs.length,
  };
}

function productShots(name: OperationName, url: string, seeded: Seeded): (worker: number) => Shot {
  const headers = {
    'content-type': 'application/json',
    cookie: `kopexa_session_${new URL(url).port}=${seeded.token}`,
    'x-kopexa-client': 'bench',
    'x-kopexa-org': seeded.organization.slug,
  };
  const extensions = { persistedQuery: { version: 1, sha256Hash: operationHash(OPERATIONS[name]) } };
  const revisions = seeded.documentIds.map(() => 2);
  let count = 0;
  return (worker) => {
    const documentId = seeded.documentIds[name === 'BenchSave' ? worker : 0]!;
    const input = {
      documentId,
      expectedRevision: revisions[worker],
      title: 'Richtlinie',
      body: bodyOf((count += 1)),
    };
    const variables = {
      BenchNewest: { spaceId: seeded.spaceId },
      BenchHistory: { documentId },
      BenchSave: { input },
    }[name];
    return {
      path: '/graphql',
      headers,
      body: JSON.stringify({ variables, extensions }),
      settle: (answer) => {
        const { data, errors } = JSON.parse(answer) as {
          data: { saveDraft?: { revision: number } };
          errors?: unknown;
        };
        if (errors) throw new Error(`${name} failed: ${answer.slice(0, 500)}`);
        if (data.saveDraft) revisions[worker] = data.saveDraft.revision;
      },
    };
  };
}

function plainShots(name: OperationName, seeded: Seeded): (worker: number) => Shot {
  let count = 0;
  return (worker) => ({
    path: `/${name}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      documentId: seeded.documentIds[name === 'BenchSave' ? 8 + (worker % 8) : 0],
      title: 'Richtlinie',
      body: JSON.stringify(bodyOf((count += 1))),
    }),
    settle: (answer) => void JSON.parse(answer),
  });
}

function bodyOf(count: number): object {
  const text = `Fassung ${count}. ${'Passwörter werden nirgends notiert. '.repeat(40)}`.trim();
  return { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
}

await main();
