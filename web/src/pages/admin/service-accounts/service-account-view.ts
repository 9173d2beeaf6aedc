import type { ServiceAccountsQuery } from '../../../gql/graphql.ts';

/** A service account as the list shows it. */
export type ServiceAccountView = ServiceAccountsQuery['serviceAccounts']['edges'][number]['node'];

/** Whether the company's directory comes in by this account. */
export function isForDirectory(account: Pick<ServiceAccountView, 'permissions'>): boolean {
  return account.permissions.includes('DIRECTORY_PROVISION');
}

const DAY_MS = 86_400_000;
const SOON_DAYS = 30;

/** Where an account stands, for people: one that will end soon says so while there is time. */
export function standingOf(
  account: Pick<ServiceAccountView, 'state' | 'expiresAt' | 'secrets'>,
  nowMs: number,
):
  | { readonly kind: 'active' | 'noSecret' | 'expired' | 'revoked' | 'ownerless' }
  | { readonly kind: 'ending'; readonly days: number } {
  if (account.state === 'REVOKED') return { kind: 'revoked' };
  if (account.state === 'EXPIRED') return { kind: 'expired' };
  if (account.state === 'OWNERLESS') return { kind: 'ownerless' };
  const days = Math.floor((Date.parse(account.expiresAt) - nowMs) / DAY_MS);
  if (days <= SOON_DAYS) return { kind: 'ending', days: Math.max(0, days) };
  return { kind: account.secrets.length === 0 ? 'noSecret' : 'active' };
}
