import type { Keyring } from '#runtime/crypto/keyring.js';
import type { FileStoreConfig } from '#runtime/config/outside.js';
import { createDns } from '#runtime/egress/dns.js';
import type { Egress } from '#runtime/egress/egress.js';
import type { OutgoingFetch } from '#runtime/egress/outgoing-fetch.js';
import { startJobs, type ScheduledJob } from '#runtime/jobs/jobs.js';
import type { Logger } from '#runtime/logging/logger.js';
import type { MailConfig } from '#runtime/mail/config.js';
import { createMailSender } from '#runtime/mail/sender.js';
import { startOutboxWorker } from '#runtime/outbox/worker.js';
import { domainJob } from '#subgraphs/identity/src/sso/domains/check-domains.js';
import { certificateJob } from '#subgraphs/identity/src/sso/saml/watch-certificates.js';
import { openClaimWork } from '#subgraphs/compliance/src/claim/claim-work.js';
import { filesJobs } from '#subgraphs/files/src/upkeep/jobs.js';
import { openCanaries } from '../claims/canaries.js';
import { installationOf, type InstallationParts } from '../claims/installation.js';
import { eraseJob } from '../erasure/erase-job.js';
import { SCHEDULED_JOBS, sealingJobs } from '../scheduled-jobs.js';
import { SUBGRAPHS } from '../subgraphs.js';
import type { Closing } from './closing.js';

/** What the work in the background runs on. */
export interface WorkerParts {
  /** Connection string of the worker's login. */
  readonly databaseUrl: string;
  readonly keyring: Keyring;
  readonly egress: Egress;
  /** The way to addresses that people of an Organization entered. */
  readonly customerFetch: OutgoingFetch;
  readonly logger: Logger;
  readonly mail: MailConfig;
  /** Where files lie. */
  readonly files: FileStoreConfig | null;
  /** Where mail stays without a mail server. */
  readonly mailFolder: string;
  /** The product's origin, for links in mail. */
  readonly origin: string;
  /** What the claims board measures of the installation around the database. */
  readonly measured: Pick<InstallationParts, 'root' | 'dataDirectory' | 'backup'>;
  /** Jobs of the launcher, beside those of the rooms. */
  readonly jobs?: readonly ScheduledJob[];
}

/** Opens the worker: delivers the outbox, runs what happens by the clock. */
export async function openWorker(parts: WorkerParts, closing: Closing[]): Promise<void> {
  const { databaseUrl, keyring, egress, origin } = parts;
  const mail = createMailSender({ config: parts.mail, egress, folder: parts.mailFolder });
  const report = (error: unknown, task: string): void =>
    parts.logger.error({ task, err: error }, 'Work in the background failed.');
  const installation = installationOf({ ...parts.measured, origin, egress });
  const claims = openClaimWork({ databaseUrl, installation, report });
  closing.push(() => claims.close());
  const { root } = parts.measured;
  const canaries = openCanaries({ databaseUrl, installation, root, keyring, report });
  closing.push(() => canaries.close());
  const outbox = await startOutboxWorker({
    databaseUrl,
    keyring,
    handlers: Object.assign({}, claims.outbox, ...SUBGRAPHS.map(({ outbox: handlers }) => handlers ?? {})),
    tools: { mail, origin },
    report,
  });
  closing.push(() => outbox.close());
  const outside = { files: parts.files, egress };
  const ofFiles = [...filesJobs({ keyring, outside }), eraseJob(outside)];
  const ofSignIn = [domainJob(keyring, createDns()), certificateJob(keyring, parts.customerFetch)];
  const own = [...claims.jobs, ...canaries.jobs, ...ofSignIn];
  const all = [...SCHEDULED_JOBS, ...own, ...sealingJobs(keyring), ...ofFiles, ...(parts.jobs ?? [])];
  const jobs = await startJobs({ databaseUrl, jobs: all, report });
  closing.push(() => jobs.close());
  // Measurements begin to end first: a job that waits for one would hold up the stop.
  closing.push(() => Promise.all([claims.close(), canaries.close()]));
}
