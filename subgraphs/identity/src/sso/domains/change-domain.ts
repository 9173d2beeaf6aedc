import { randomBytes } from 'node:crypto';
import type { Keyring } from '#runtime/crypto/keyring.js';
import { notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { isId, newId } from '#runtime/graphql/ids.js';
import { assertDomainProof } from './domain-proof.js';
import type { DomainRepository } from './domain.repository.js';
import type { DomainRecord } from './domain.js';

/** What changing domains takes. Rights and the fresh second factor are asked for by the database. */
export interface DomainTools {
  readonly change: Change;
  readonly domains: DomainRepository;
  readonly keyring: Keyring;
  readonly nowMs: () => number;
}

const ENTITY = { entity: 'Domain', class: 'technical' } as const;

/** Puts a domain on the list; it counts for nothing before it is proven. Throws FORBIDDEN, STEP_UP_REQUIRED, INVALID_INPUT. */
export async function addDomain({ change, domains }: DomainTools, domain: string): Promise<DomainRecord> {
  const id = newId();
  change.subject(id);
  await domains.add(id, domain, randomBytes(24).toString('base64url'));
  change.note({ ...ENTITY, id, field: 'domain', after: domain });
  return present(domains, id);
}

/** Confirms a domain that the DNS has shown. Throws INVALID_INPUT too when another Organization holds it. */
export async function verifyDomain(
  tools: DomainTools,
  input: { readonly domainId: string; readonly proof: string },
): Promise<DomainRecord> {
  const { change, domains } = tools;
  const held = await present(domains, input.domainId);
  change.subject(held.id);
  assertDomainProof(tools, held, input.proof);
  await domains.verify(held.id);
  change.note({ ...ENTITY, id: held.id, field: 'domain', after: held.domain });
  return present(domains, held.id);
}

/** Leads the people of a domain to a connection, or to none. */
export async function routeDomain(
  { change, domains }: DomainTools,
  input: { readonly domainId: string; readonly connectionId: string | null },
): Promise<DomainRecord> {
  const held = await present(domains, input.domainId);
  change.subject(held.id);
  const to = input.connectionId;
  if (to !== null && !isId(to)) throw notFound('Connection', to);
  await domains.route(held.id, to);
  change.note({ ...ENTITY, id: held.id, field: 'connection_id', before: held.connectionId, after: to });
  return present(domains, held.id);
}

/** Takes a domain off the list: its people are led nowhere, and no account is made or linked for it any more. */
export async function removeDomain({ change, domains }: DomainTools, id: string): Promise<void> {
  const held = await present(domains, id);
  change.subject(held.id);
  await domains.remove(held.id);
  change.note({ ...ENTITY, id: held.id, field: 'domain', before: held.domain, after: null });
}

async function present(domains: DomainRepository, id: string): Promise<DomainRecord> {
  const found = isId(id) ? await domains.find(id) : null;
  if (!found) throw notFound('Domain', id);
  return found;
}
