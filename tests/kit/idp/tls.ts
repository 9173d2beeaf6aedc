import { createCustomerFetch } from '#runtime/egress/customer-fetch.js';
import type { EgressRecord } from '#runtime/egress/egress.js';
import type { OutgoingFetch } from '#runtime/egress/outgoing-fetch.js';
import { NOTHING_OUTSIDE, type Outside } from '#runtime/egress/outside.js';
import type { LocalPeer, TestAuthority } from '#runtime/testing/local-peer.js';

export { makeTestAuthority, type LocalPeer, type TestAuthority } from '#runtime/testing/local-peer.js';

/** The product's way to these peers and to nothing else on this machine. */
export function fetchTo(
  authority: TestAuthority,
  peers: readonly Pick<LocalPeer, 'host'>[],
  records: EgressRecord[] = [],
): OutgoingFetch {
  return createCustomerFetch({
    ca: authority.ca,
    privateHosts: peers.map(({ host }) => host),
    record: (each) => records.push(each),
  });
}

/** What a subgraph is given to reach these peers; the rest of the outside is `base`. */
export function outsideWith(fetch: OutgoingFetch, base: Outside = NOTHING_OUTSIDE): Outside {
  return { ...base, sso: { fetch } };
}
