import { z } from 'zod';
import type { Keyring } from '#runtime/crypto/keyring.js';
import type { OutgoingFetch } from '#runtime/egress/outgoing-fetch.js';
import type { JobQuery, ScheduledJob } from '#runtime/jobs/jobs.js';
import { CERTIFICATE_TOPIC } from './certificate-mail.js';
import { firstEnd, lastEnd, readCertificate } from './certificate.js';
import { fetchIdpMetadata } from './fetch-metadata.js';

const DAY_MS = 86_400_000;
const MOST = 4;
/** How many days before the end it is told. */
const WARNINGS = [1, 7, 30] as const;

const watched = z.object({
  connection_id: z.string(),
  version: z.number(),
  config: z.object({
    idpEntityId: z.string(),
    certificates: z.array(z.string()),
    metadataUrl: z.string().nullable(),
    ownCertificates: z.array(z.string()).nullish(),
  }),
});
type Watched = z.infer<typeof watched>;

/** Every day: takes new certificates from metadata, and tells of those that end, theirs and ours. */
export function certificateJob(keyring: Keyring, fetch: OutgoingFetch): ScheduledJob {
  return {
    name: 'identity.certificates',
    schedule: '57 2 * * *',
    run: (query) => watchCertificates(query, keyring, fetch, Date.now()),
  };
}

/** One look at every connection by SAML that is switched on. */
export async function watchCertificates(
  query: JobQuery,
  keyring: Keyring,
  fetch: OutgoingFetch,
  nowMs: number,
): Promise<void> {
  const { rows } = await query('SELECT connection_id, version, config FROM identity.watched_connections()');
  for (const row of rows) {
    const connection = watched.parse(row);
    const certificates = await refresh(query, fetch, connection, nowMs);
    const connectionId = connection.connection_id;
    await warn(query, keyring, { connectionId, isOurs: false, end: lastEnd(certificates) }, nowMs);
    const own = connection.config.ownCertificates ?? [];
    await warn(query, keyring, { connectionId, isOurs: true, end: firstEnd(own) }, nowMs);
  }
}

/** The certificates that hold from now on. Metadata of another entity, or none, changes nothing. */
async function refresh(
  query: JobQuery,
  fetch: OutgoingFetch,
  { connection_id: id, version, config }: Watched,
  nowMs: number,
): Promise<readonly string[]> {
  if (config.metadataUrl === null) return config.certificates;
  const read = await fetchIdpMetadata(fetch, config.metadataUrl);
  if (!read.ok || read.idp.idpEntityId !== config.idpEntityId) return config.certificates;
  const known = new Set(config.certificates.map(fingerprintOf));
  const fresh = read.idp.certificates.filter((pem) => !known.has(fingerprintOf(pem)));
  if (fresh.length === 0) return config.certificates;
  const holding = config.certificates.filter((pem) => (lastEnd([pem])?.getTime() ?? 0) > nowMs);
  const certificates = [...fresh, ...holding].slice(0, MOST);
  const { rows } = await query('SELECT identity.take_certificates($1, $2, $3) AS taken', [
    ...[id, version, JSON.stringify(certificates)],
  ]);
  return rows[0]?.['taken'] === true ? certificates : config.certificates;
}

function fingerprintOf(pem: string): string {
  const facts = readCertificate(pem);
  return typeof facts === 'string' ? pem : facts.fingerprint;
}

/** Thirty, seven and one day before they end, each once: the last of theirs, or the first of ours, which are both in use. */
async function warn(
  query: JobQuery,
  keyring: Keyring,
  { connectionId, isOurs, end }: { connectionId: string; isOurs: boolean; end: Date | null },
  nowMs: number,
): Promise<void> {
  const days = end && WARNINGS.find((each) => end.getTime() - nowMs <= each * DAY_MS);
  if (!end || days === undefined) return;
  const endsAt = end.toISOString();
  const payload = Buffer.from(JSON.stringify({ connectionId, endsAt, isOurs }));
  const sealed = keyring.seal('outbox', payload, CERTIFICATE_TOPIC).toString('base64');
  await query('SELECT identity.tell_certificate($1, $2, $3, $4)', [
    connectionId,
    isOurs,
    `${endsAt}/${String(days)}`,
    sealed,
  ]);
}
