import { lookup } from 'node:dns/promises';
import { withClient } from '#runtime/db/bootstrap.js';
import { isPublicAddress } from '#runtime/egress/addresses.js';
import type { Logger } from '#runtime/logging/logger.js';
import type { Sentence } from '#runtime/embedded/problem.js';
import { ADAPTERS, type Adapter } from '#subgraphs/compliance/src/supplier/supplier.js';
import { covers, dayOf, type SupplierFacts } from '#subgraphs/compliance/src/supplier/supplier-standing.js';
import type { StandaloneConfig } from '../config.js';
import { adapterClosed } from '../sentences.js';

/** The part of the configuration that leads outside. */
export type OutwardConfig = Pick<StandaloneConfig, 'mail' | 'tracing' | 'files' | 'ai'>;

/** What became of one adapter. */
export interface AdapterDecision {
  readonly adapter: Adapter;
  readonly hosts: readonly string[];
  readonly state: 'private' | 'demo' | 'approved' | 'unapproved';
  readonly supplierId: string | null;
}

/** How names become addresses; replaced in tests. */
export type Addresses = (host: string) => Promise<readonly string[]>;

const bySystem: Addresses = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

interface FactsRow extends SupplierFacts {
  readonly supplier_id: string;
}

/**
 * The supplier gate (claims 42 to 45): an adapter whose destination belongs to a third party stays off unless the
 * register has a supplier for it that is reviewed, certified and not expired today. See docs/adr/0012.
 *
 * Returns the configuration without the adapters that stay off, and what was decided; says so in the log. In a demo
 * nothing stays off. `databaseUrl` is the connection string of the process's own login.
 */
export async function passSupplierGate<Config extends OutwardConfig>(
  config: Config,
  options: {
    readonly databaseUrl: string;
    readonly logger?: Logger;
    /** Of which the operator's page is told; all, unless processes share the work. */
    readonly records?: readonly Adapter[];
    readonly addresses?: Addresses;
    readonly today?: string;
  },
): Promise<{ readonly config: Config; readonly decisions: readonly AdapterDecision[] }> {
  const { records = ADAPTERS, addresses = bySystem, logger } = options;
  const today = options.today ?? dayOf(new Date());
  const isAsked = records.length > 0 || ADAPTERS.some((adapter) => placesOf(config, adapter) !== null);
  if (!isAsked) return { config, decisions: [] };
  const decisions = await withClient(options.databaseUrl, async (client) => {
    const run = async <Row>(sql: string, params: readonly unknown[]): Promise<Row[]> =>
      (await client.query(sql, [...params])).rows as Row[];
    const made: AdapterDecision[] = [];
    for (const adapter of ADAPTERS) {
      const places = placesOf(config, adapter);
      const decision = places && (await decide(run, adapter, places, { addresses, today }));
      if (decision) made.push(decision);
      if (records.includes(adapter))
        await run('SELECT compliance.record_adapter($1, $2, $3, $4)', [
          ...[adapter, decision?.hosts.join(', ') ?? null],
          ...[decision?.state ?? null, decision?.supplierId ?? null],
        ]);
    }
    return made;
  });
  for (const { adapter, hosts, state } of decisions) {
    if (state !== 'unapproved') continue;
    logger?.error({ adapter, hosts }, adapterClosed(adapter, hosts.join(', ')).en);
  }
  return { config: without(config, closedOf(decisions)), decisions };
}

/** What a person is told at the start about adapters that stay off. */
export function closedSentences(decisions: readonly AdapterDecision[]): Sentence[] {
  return decisions
    .filter(({ state }) => state === 'unapproved')
    .map(({ adapter, hosts }) => adapterClosed(adapter, hosts.join(', ')));
}

interface Places {
  readonly hosts: readonly string[];
  readonly allowPrivate: boolean;
}

/** Where an adapter leads as configured; `null` when it stays on this machine. */
function placesOf(config: OutwardConfig, adapter: Adapter): Places | null {
  const hostOf = (url: string): string => new URL(url).hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const { mail, tracing, ai } = config;
  switch (adapter) {
    case 'smtp':
      return mail.kind === 'smtp'
        ? { hosts: [mail.host.replace(/^\[|\]$/g, '').toLowerCase()], allowPrivate: mail.allowPrivate }
        : null;
    case 'otlp':
      return tracing.kind === 'otlp'
        ? { hosts: [hostOf(tracing.url)], allowPrivate: tracing.allowPrivate }
        : null;
    case 's3': {
      const files = config.files('/');
      return files?.kind === 's3'
        ? { hosts: [hostOf(files.endpoint)], allowPrivate: files.allowPrivate }
        : null;
    }
    case 'azure-openai': {
      if (ai.kind === 'off') return null;
      const { endpoint, credentials, allowPrivate } = ai;
      const authority = credentials.kind === 'entra' ? [hostOf(credentials.authority)] : [];
      return { hosts: [hostOf(endpoint), ...authority], allowPrivate };
    }
  }
}

async function decide(
  run: <Row>(sql: string, params: readonly unknown[]) => Promise<Row[]>,
  adapter: Adapter,
  { hosts, allowPrivate }: Places,
  { addresses, today }: { readonly addresses: Addresses; readonly today: string },
): Promise<AdapterDecision> {
  if (allowPrivate && (await areInside(hosts, addresses)))
    return { adapter, hosts, state: 'private', supplierId: null };
  const suppliers = await run<FactsRow>('SELECT * FROM compliance.supplier_facts($1)', [adapter]);
  const covering = hosts.map((host) => suppliers.find((facts) => covers(facts, adapter, host, today)));
  const supplierId = covering[0]?.supplier_id ?? null;
  if (covering.every((each) => each !== undefined)) return { adapter, hosts, state: 'approved', supplierId };
  const [row] = await run<{ demo: boolean }>('SELECT compliance.is_demo() AS demo', []);
  return { adapter, hosts, state: row?.demo ? 'demo' : 'unapproved', supplierId: null };
}

/** Marked as private is believed of what leads nowhere else: a public address belongs to somebody. */
async function areInside(hosts: readonly string[], addresses: Addresses): Promise<boolean> {
  for (const host of hosts) {
    const found = await addresses(host).catch(() => []);
    if (found.some(isPublicAddress)) return false;
  }
  return true;
}

const closedOf = (decisions: readonly AdapterDecision[]): ReadonlySet<Adapter> =>
  new Set(decisions.filter(({ state }) => state === 'unapproved').map(({ adapter }) => adapter));

/** Mail waits in the folder, where nothing is lost; the others are simply not there. */
function without<Config extends OutwardConfig>(config: Config, closed: ReadonlySet<Adapter>): Config {
  return {
    ...config,
    ...(closed.has('smtp') ? { mail: { kind: 'folder', from: config.mail.from } } : {}),
    ...(closed.has('otlp') ? { tracing: { kind: 'off' } } : {}),
    ...(closed.has('s3') ? { files: () => null } : {}),
    ...(closed.has('azure-openai') ? { ai: { kind: 'off' } } : {}),
  };
}
