import { createKeyring } from '#runtime/crypto/keyring.js';
import { createDns } from '#runtime/egress/dns.js';
import { serveSubgraph } from '#runtime/graphql/serve-subgraph.js';
import type { SubgraphDefinition } from '#runtime/graphql/subgraph.js';
import { createMetrics } from '#runtime/telemetry/metrics.js';
import { openIdentity } from '#runtime/tls/identity.js';
import { openLog } from '../parts/log.js';
import { openCustomerFetch, openEgress, openTracing } from '../parts/outward.js';
import { openSubgraph } from '../parts/subgraph.js';
import { passSupplierGate } from '../parts/supplier-gate.js';
import type { Adapter } from '#subgraphs/compliance/src/supplier/supplier.js';
import { readSubgraphConfig } from './config.js';
import { runProcess } from './process.js';
import type { SubgraphName } from './processes.js';

const config = readSubgraphConfig();

await runProcess(config.name, async (closing) => {
  const { name, common: wanted, inside, databaseUrl, passportSecret, dataDirectory } = config;
  const logger = openLog({ name, level: wanted.logLevel, to: 1 }, closing);
  const { config: common } = await passSupplierGate(wanted, {
    databaseUrl,
    logger,
    records: adaptersOf(name),
  });
  const metrics = createMetrics({ process: name });
  const egress = await openEgress(common, metrics, logger);
  await openTracing(egress, common, `kopexa-${name}`, closing);
  const sso = { fetch: openCustomerFetch(common, metrics, logger) };
  const { ai, breachedPasswords } = common;
  const outside = {
    egress,
    files: common.files(dataDirectory),
    ai,
    sso,
    dns: createDns(),
    breachedPasswords,
  };
  const keyring = createKeyring(config.masterKey);
  const definition = await definitionOf(name);
  const subgraph = await openSubgraph(
    definition,
    { databaseUrl, passportSecret, keyring, outside, logger },
    closing,
  );
  const served = await serveSubgraph(subgraph, { ...inside, identity: openIdentity(config.identity) });
  closing.push(() => served.close());
  return { logger };
});

/** Whose way out this room is the one to speak of. */
function adaptersOf(name: string): readonly Adapter[] {
  if (name === 'files') return ['s3'];
  return name === 'ai' ? ['azure-openai'] : [];
}

/** Its own room alone: a process does not even hold the code of another. */
async function definitionOf(name: SubgraphName): Promise<SubgraphDefinition<unknown>> {
  const room = (await import(`#subgraphs/${name}/src/subgraph.js`)) as Record<string, unknown>;
  const definition = room[`${name}Subgraph`];
  if (definition === undefined)
    throw new Error(`subgraphs/${name}/src/subgraph.ts exports no ${name}Subgraph.`);
  return definition as SubgraphDefinition<unknown>;
}
