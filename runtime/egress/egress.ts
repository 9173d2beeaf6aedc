import { lookup as systemLookup } from 'node:dns/promises';
import { connect as openSocket, isIP, type LookupFunction, type Socket } from 'node:net';
import { isPublicAddress } from './addresses.js';

/** A place outside that the operator listed. */
export interface Destination {
  /** How code of ours calls it, for example `smtp`. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** The operator says that it lies in a private network or on this machine. Off for everything else. */
  readonly allowPrivate?: boolean;
}

/** What happened at the way out, for the log and the metrics. */
export interface EgressRecord {
  readonly destination: string;
  readonly address: string | null;
  /** `allowed`: the address was handed to a library that connects by itself. */
  readonly outcome: 'connected' | 'allowed' | 'refused' | 'failed';
}

/** An outward connection was refused before it was opened. */
export class EgressRefused extends Error {
  override readonly name = 'EgressRefused';
}

/** The one way out: opens connections to listed destinations and to nothing else. */
export interface Egress {
  /** Opens a TCP connection to a listed destination, at the very address that was checked. */
  connect(name: string, options?: { timeoutMs?: number }): Promise<Socket>;
  /**
   * For libraries that open their own connection: a look-up that answers only for the destination's host, and
   * only with checked addresses. The library connects to what was checked, so a second answer of the DNS
   * (rebinding) cannot lead elsewhere.
   */
  lookup(name: string): LookupFunction;
  /** The destination as listed; throws EgressRefused when it is not. */
  destination(name: string): Destination;
}

/** How names become addresses; replaced in tests. */
export type Resolve = (
  host: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>;

const resolveBySystem: Resolve = (host) => systemLookup(host, { all: true, verbatim: true });

/**
 * Makes the way out (THREATS 34). All addresses of a name must be public, or none is taken: a name that answers
 * with both is an attack or a mistake. Loopback, link-local and private addresses are for destinations that the
 * operator marked so.
 */
export function createEgress(options: {
  readonly destinations: readonly Destination[];
  readonly record: (record: EgressRecord) => void;
  readonly resolve?: Resolve;
}): Egress {
  const listed = new Map(options.destinations.map((each) => [each.name, each]));
  const { record, resolve = resolveBySystem } = options;
  const destination = (name: string): Destination => {
    const found = listed.get(name);
    if (found) return found;
    record({ destination: name, address: null, outcome: 'refused' });
    throw new EgressRefused(`"${name}" is not on the list of destinations: add it to the configuration.`);
  };
  const check = async (to: Destination): Promise<readonly { address: string; family: number }[]> => {
    const addresses = await addressesOf(to.host, resolve);
    const bad = to.allowPrivate ? undefined : addresses.find(({ address }) => !isPublicAddress(address));
    if (addresses.length > 0 && !bad) return addresses;
    record({ destination: to.name, address: bad?.address ?? null, outcome: 'refused' });
    throw new EgressRefused(
      bad
        ? `${to.host} leads to ${bad.address}, which is not a public address. If it is meant, mark ${to.name} as private.`
        : `${to.host} has no address.`,
    );
  };
  return {
    destination,
    connect: async (name, { timeoutMs = 10_000 } = {}) => {
      const to = destination(name);
      const [first] = await check(to);
      if (!first) throw new EgressRefused(`${to.host} has no address.`);
      return openTo(to, first.address, timeoutMs, record);
    },
    lookup: (name) => {
      const to = destination(name);
      return guardedLookup(to, async () => {
        const addresses = await check(to);
        record({ destination: name, address: addresses[0]?.address ?? null, outcome: 'allowed' });
        return addresses;
      });
    },
  };
}

async function addressesOf(
  host: string,
  resolve: Resolve,
): Promise<readonly { address: string; family: number }[]> {
  const literal = host.replace(/^\[|\]$/g, '');
  const family = isIP(literal);
  if (family !== 0) return [{ address: literal, family }];
  return resolve(host);
}

function openTo(
  { name, port }: Destination,
  address: string,
  timeoutMs: number,
  record: (record: EgressRecord) => void,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = openSocket({ host: address, port });
    const fail = (error: Error): void => {
      socket.destroy();
      record({ destination: name, address, outcome: 'failed' });
      reject(error);
    };
    socket.setTimeout(timeoutMs, () => fail(new Error(`${name} did not answer within ${timeoutMs} ms.`)));
    socket.once('error', fail);
    socket.once('connect', () => {
      socket.setTimeout(0).removeListener('error', fail);
      record({ destination: name, address, outcome: 'connected' });
      resolve(socket);
    });
  });
}

function guardedLookup(
  to: Destination,
  check: () => Promise<readonly { address: string; family: number }[]>,
): LookupFunction {
  return (host, { all }, callback) => {
    if (host.toLowerCase() !== to.host.toLowerCase()) {
      callback(new EgressRefused(`${host} is not the host of ${to.name}.`), '', 4);
      return;
    }
    check().then(
      (addresses) => {
        const [first] = addresses;
        if (all) callback(null, [...addresses]);
        else callback(null, first?.address ?? '', first?.family ?? 4);
      },
      (error: Error) => callback(error, '', 4),
    );
  };
}
