import { z } from 'zod';
import type { Keyring } from '#runtime/crypto/keyring.js';
import { DnsFailed, type Dns } from '#runtime/egress/dns.js';
import { invalidInput } from '#runtime/errors/catalogue.js';
import { recordOf, type DomainRecord } from './domain.js';

/** What the DNS says of a domain. */
export interface DomainProof {
  readonly isFound: boolean;
  /** Whether the DNS answered at all. */
  readonly hasAnswered: boolean;
  /** What stands there instead; a few of them. */
  readonly found: readonly string[];
  /** Sealed: what confirms the domain; null when nothing proves it. */
  readonly proof: string | null;
}

const PURPOSE = 'domain-proof';
const VALID_MS = 10 * 60_000;
const sealed = z.strictObject({ challenge: z.string(), atMs: z.number() });

/**
 * Looks the record up. It happens outside any change, because nobody knows how long the DNS takes; what it showed
 * goes, sealed, into the change that confirms the domain.
 */
export async function readDomainProof(
  deps: { readonly dns: Dns; readonly keyring: Keyring; readonly nowMs: () => number },
  { id, domain, challenge }: DomainRecord,
): Promise<DomainProof> {
  const { name, value } = recordOf(domain, challenge);
  const records = await deps.dns.txt(name).catch((error: unknown) => {
    if (error instanceof DnsFailed) return null;
    throw error;
  });
  const isFound = records?.some((record) => record.trim() === value) ?? false;
  const text = Buffer.from(JSON.stringify({ challenge, atMs: deps.nowMs() }));
  return {
    isFound,
    hasAnswered: records !== null,
    found: isFound ? [] : (records ?? []).slice(0, 5).map((record) => record.slice(0, 200)),
    proof: isFound ? deps.keyring.seal(PURPOSE, text, id).toString('base64url') : null,
  };
}

/** Throws INVALID_INPUT unless this proof is of this domain and ten minutes old at most. */
export function assertDomainProof(
  deps: { readonly keyring: Keyring; readonly nowMs: () => number },
  { id, challenge }: DomainRecord,
  proof: string,
): void {
  try {
    const text = deps.keyring.open(PURPOSE, Buffer.from(proof, 'base64url'), id).toString();
    const shown = sealed.parse(JSON.parse(text));
    if (shown.challenge === challenge && deps.nowMs() - shown.atMs <= VALID_MS) return;
  } catch {
    // Not ours, or of another domain: the same way out.
  }
  throw invalidInput(
    'input.proof',
    'Dieser Nachweis gilt nicht mehr. Prüfen Sie den Eintrag noch einmal.',
    'This proof no longer holds. Check the record once more.',
  );
}
