import { setTimeout as sleep } from 'node:timers/promises';
import { CONTAINER_HOLDERS, keepCertificates } from './certificates.js';
import { readAuthorityConfig } from './upkeep-config.js';

/**
 * Keeps the certificates of an installation in containers: makes them before anything else starts, then renews them
 * in time. It alone holds the keys of the authorities, and has no network.
 */
const { keep, folder, publicNames } = readAuthorityConfig();
const stopped = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopped.abort());

const certificates = await keepCertificates({
  keep,
  folderOf: (holder) => `${folder}/${holder}`,
  holders: CONTAINER_HOLDERS,
  publicNames,
});
process.stdout.write(`The certificates lie in ${folder}.\n`);
// Timers of the renewal alone would not keep the process.
await sleep(2 ** 31 - 1, undefined, { signal: stopped.signal }).catch(() => undefined);
certificates.close();
