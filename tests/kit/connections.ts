import type { World } from '#runtime/testing/world.js';
import { readOidc } from '#subgraphs/identity/src/sso/connections/reading.js';
import { readDomainProof } from '#subgraphs/identity/src/sso/domains/domain-proof.js';
import { createOwnKeys } from '#subgraphs/identity/src/sso/saml/own-keys.js';
import { oidcAnswers } from './oidc-answers.js';
import { ISSUER } from './outside-answers.js';

/** Certificates as an identity provider has them, PEM. */
export async function newCertificates(): Promise<readonly [string, string]> {
  return (await createOwnKeys('idp')).certificates;
}

/** What reading an issuer that answers gives a connection, sealed. */
export async function readIssuer({ keyring }: Pick<World, 'keyring'>, id: string): Promise<string | null> {
  return (await readOidc({ fetch: oidcAnswers(ISSUER), keyring }, id, ISSUER)).sealed;
}

/** What the DNS would have shown of a domain whose record somebody made, sealed. */
export async function proofOfDomain(
  { sql, keyring }: Pick<World, 'sql' | 'keyring'>,
  domainId: string,
): Promise<string | null> {
  const [row] = await sql<{ domain: string; challenge: string }>(
    'SELECT domain, challenge FROM identity.domain WHERE domain_id = $1',
    [domainId],
  );
  if (!row) throw new Error('There is no such domain.');
  const dns = { txt: () => Promise.resolve([`kopexa-domain-verification=${row.challenge}`]) };
  const unset = { connectionId: null, verifiedAt: null, checkedAt: null, failingSince: null };
  const { proof } = await readDomainProof(
    { dns, keyring, nowMs: () => Date.now() },
    { id: domainId, ...row, ...unset, createdAt: new Date() },
  );
  return proof;
}
