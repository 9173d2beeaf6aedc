/** A domain as it is stored. */
export interface DomainRecord {
  readonly id: string;
  readonly domain: string;
  /** What the record in the DNS has to hold, see {@link recordOf}. */
  readonly challenge: string;
  readonly connectionId: string | null;
  readonly verifiedAt: Date | null;
  readonly checkedAt: Date | null;
  readonly failingSince: Date | null;
  readonly createdAt: Date;
}

/** The TXT record that proves a domain: its name, and its value. */
export function recordOf(
  domain: string,
  challenge: string,
): { readonly name: string; readonly value: string } {
  return { name: `_kopexa-challenge.${domain}`, value: `kopexa-domain-verification=${challenge}` };
}
