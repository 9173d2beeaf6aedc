import { join } from 'node:path';
import { maintain } from '#runtime/tls/authority.js';
import { insideHolders } from './processes.js';

/** Certificates that are renewed in time, as long as this process runs. */
export interface KeptCertificates {
  /** Where `identity.pem` and `ca.pem` of a holder lie: a process, `database`, or `public` for what browsers see. */
  folderOf(holder: string): string;
  /** Calls back when a holder has a new certificate or trusts other authorities: for those who do not look. */
  onRenewal(holder: string, listener: () => void): void;
  close(): void;
}

/** How often it is looked whether something is due, in milliseconds. */
const ROUND_MS = 3_600_000;

/** Browsers see a certificate of an authority of its own: importing that one admits nobody to the inside. */
const PUBLIC = { public: { names: ['localhost'], addresses: ['127.0.0.1', '::1'] } };

/** Makes the certificates of an installation below `keep`, the database's in a folder of its own, and renews them. */
export async function keepCertificates(places: {
  readonly keep: string;
  readonly database: string;
}): Promise<KeptCertificates> {
  const inside = join(places.keep, 'inside');
  const outside = join(places.keep, 'outside');
  const folderOf = (holder: string): string => {
    if (holder === 'database') return places.database;
    return join(holder === 'public' ? outside : inside, holder);
  };
  const listeners = new Map<string, () => void>();
  const round = async (): Promise<void> => {
    await maintain(outside, { holders: PUBLIC, commonName: 'Kopexa on this machine', folderOf });
    const holders = insideHolders();
    const { renewed, trustChanged } = await maintain(inside, {
      holders,
      commonName: 'Kopexa inside',
      folderOf,
    });
    for (const [holder, listener] of listeners) if (trustChanged || renewed.includes(holder)) listener();
  };
  await round();
  const timer = setInterval(() => void round().catch(() => undefined), ROUND_MS).unref();
  return {
    folderOf,
    onRenewal: (holder, listener) => void listeners.set(holder, listener),
    close: () => clearInterval(timer),
  };
}
