import { join } from 'node:path';
import { readContracts, type Contracts } from '#gateway/contracts.js';
import { createGateway, type Gateway, type GatewayOptions } from '#gateway/create-gateway.js';
import { watchContracts } from '#gateway/watch-contracts.js';
import { openSessionResolver } from '#runtime/db/session-resolver.js';
import type { Certificate, Renewable } from '#runtime/tls/identity.js';
import type { Closing } from './closing.js';

/** What the front door runs on, in one process with the subgraphs or in one of its own. */
export interface GatewayParts extends Pick<
  GatewayOptions,
  | 'listener'
  | 'publicOrigin'
  | 'transport'
  | 'secrets'
  | 'logger'
  | 'metrics'
  | 'demoPeople'
  | 'adHoc'
  | 'rateLimits'
> {
  /** The project's folder: its `schema` and its built web client. */
  readonly root: string;
  /** Connection string of the gateway's login. */
  readonly databaseUrl: string;
  /** The project's committed ones, unless a launcher brings operations of its own (the benchmark). */
  readonly contracts?: Contracts;
  /** The certificate that browsers see, instead of one that stays (`listener.tls`). */
  readonly certificate?: Renewable<Certificate>;
}

/** Opens the gateway; resolves once it answers. */
export async function openGateway(
  { root, databaseUrl, contracts, certificate, ...parts }: GatewayParts,
  closing: Closing[],
): Promise<Gateway> {
  const sessions = openSessionResolver(databaseUrl);
  closing.push(() => sessions.close());
  const gateway = await createGateway({
    ...parts,
    listener: certificate ? { ...parts.listener, tls: certificate.current() } : parts.listener,
    contracts: contracts ?? readContracts(join(root, 'schema')),
    resolveSession: (...who) => sessions.resolve(...who),
    resolveService: (...who) => sessions.resolveService(...who),
    staticDirectory: join(root, 'dist', 'web'),
  });
  closing.push(() => gateway.close());
  certificate?.onRenewal((renewed) => gateway.renewCertificate(renewed));
  if (parts.adHoc === 'loopback') {
    const stop = watchContracts(join(root, 'schema'), gateway, parts.logger);
    closing.push(() => Promise.resolve(stop()));
  }
  return gateway;
}
