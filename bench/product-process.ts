import { randomBytes } from 'node:crypto';
import { buildSchema } from 'graphql';
import { readContracts } from '#gateway/contracts.js';
import { collectOperations } from '#gateway/operations/collect.js';
import { countStatements } from '#runtime/db/statistics.js';
import { serve } from '#standalone/serve.js';
import { join } from 'node:path';
import type { Figures, StartMessage } from './messages.js';
import { OPERATIONS } from './operations.js';

/** The product as `npm start` serves it, with the benchmark's operations added to the manifest. */
process.once('message', (message) => {
  void start(message as StartMessage);
});

async function start(message: StartMessage): Promise<void> {
  const contracts = readContracts(join(message.root, 'schema'));
  const operations = collectOperations('bench', Object.values(OPERATIONS), buildSchema(contracts.apiSdl));
  const served = await serve({
    root: message.root,
    port: 0,
    logins: message.logins,
    dataDirectory: message.folder,
    masterKey: randomBytes(32),
    contracts: { ...contracts, operations: { ...contracts.operations, ...operations } },
    rateLimits: UNLIMITED,
  });
  const counts = countStatements();
  process.on('message', (asked) => {
    if (asked === 'stop') return void served.close().then(() => process.exit(0));
    const { user, system } = process.cpuUsage();
    const figures: Figures = {
      cpuMicroseconds: user + system,
      statements: counts.statements,
      roundTrips: counts.roundTrips,
    };
    process.send?.(figures);
  });
  process.send?.({ url: served.url });
}

/** One session asks as fast as it can: the limits of the edge would measure themselves. */
const UNLIMITED = {
  byAddress: { burst: 1e9, perSecond: 1e9 },
  bySession: { burst: 1e9, perSecond: 1e9 },
};
