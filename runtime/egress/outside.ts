import type { AiConfig, FileStoreConfig } from '../config/outside.js';
import { NO_CUSTOMER_FETCH } from './customer-fetch.js';
import { NO_DNS, type Dns } from './dns.js';
import { createEgress, type Egress } from './egress.js';
import type { OutgoingFetch } from './outgoing-fetch.js';

/** What lies outside a subgraph, as its process was configured. Rooms make their adapters from it. */
export interface Outside {
  /** The one way out. */
  readonly egress: Egress;
  readonly files: FileStoreConfig | null;
  readonly ai: AiConfig;
  /** To the identity providers that Organizations name. */
  readonly sso: { readonly fetch: OutgoingFetch };
  /** Where Organizations prove that a domain is theirs. */
  readonly dns: Dns;
  /** A file on this machine with hashes of passwords from breaches, if the operator keeps one. */
  readonly breachedPasswords?: string | null;
}

/** Nothing outside: for subgraphs that need none of it. */
export const NOTHING_OUTSIDE: Outside = {
  egress: createEgress({ destinations: [], record: () => undefined }),
  files: null,
  ai: { kind: 'off' },
  sso: { fetch: NO_CUSTOMER_FETCH },
  dns: NO_DNS,
};
