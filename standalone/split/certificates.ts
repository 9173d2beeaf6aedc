import { join } from 'node:path';
import { maintain } from '#runtime/tls/authority.js';
import type { Subject } from '#runtime/tls/certificates.js';
import { insideHolders } from './processes.js';

/** Where certificates lie and for whom they are. */
export interface CertificateOptions {
  /** Folder of the authorities' own keys. */
  readonly keep: string;
  /** Folder of a holder's files: a process, `database`, or `public` for what browsers see. */
  folderOf(holder: string): string;
  /** Further servers of the inside. */
  readonly holders?: readonly string[];
  /** Names by which browsers reach the gateway; `localhost` unless given. */
  readonly publicNames?: readonly string[];
}

/** Certificates that are renewed in time, as long as this process runs. */
export interface KeptCertificates {
  folderOf(holder: string): string;
  /** Calls back when a holder has a new certificate or trusts other authorities: for those who do not look. */
  onRenewal(holder: string, listener: () => void): void;
  close(): void;
}

/** Who else has a certificate of the inside where everything runs in containers. */
export const CONTAINER_HOLDERS = ['migrate', 'store', 'mail', 'metrics'] as const;

/** How often it is looked whether something is due, in milliseconds. */
const ROUND_MS = 3_600_000;

/** Makes the certificates of an installation, and renews them as long as this process runs. */
export async function keepCertificates(options: CertificateOptions): Promise<KeptCertificates> {
  const folderOf = (holder: string): string => options.folderOf(holder);
  const listeners = new Map<string, () => void>();
  const more = (options.holders ?? []).map((name): [string, Subject] => [
    name,
    { names: [name, 'localhost'] },
  ]);
  const inside = { ...insideHolders(), ...Object.fromEntries(more) };
  const round = async (): Promise<void> => {
    // Browsers see a certificate of an authority of its own: importing that one admits nobody to the inside.
    const outside = {
      holders: publicHolder(options.publicNames),
      commonName: 'Kopexa on this machine',
      folderOf,
    };
    await maintain(join(options.keep, 'outside'), outside);
    const within = { holders: inside, commonName: 'Kopexa inside', folderOf };
    const { renewed, trustChanged } = await maintain(join(options.keep, 'inside'), within);
    for (const [holder, listener] of listeners) if (trustChanged || renewed.includes(holder)) listener();
  };
  await round();
  const timer = setInterval(() => void round().catch(() => undefined), ROUND_MS);
  timer.unref();
  return {
    folderOf,
    onRenewal: (holder, listener) => void listeners.set(holder, listener),
    close: () => clearInterval(timer),
  };
}

function publicHolder(names: readonly string[] = ['localhost']): Record<string, Subject> {
  const isLocal = names.includes('localhost');
  return { public: { names, ...(isLocal ? { addresses: ['127.0.0.1', '::1'] } : {}) } };
}
