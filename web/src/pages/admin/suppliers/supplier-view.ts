import type { SupplierPartsFragment } from '../../../gql/graphql.ts';

/** A supplier with everything about it, as the server sends it. */
export type SupplierView = SupplierPartsFragment;
/** One version of its details. */
export type VersionView = SupplierView['versions'][number];
/** One certificate. */
export type CertificateView = SupplierView['certificates'][number];

/** A day (`YYYY-MM-DD`) as a moment that lies in that day everywhere. */
export const noonOf = (day: string): string => `${day}T12:00:00`;

/** Today in local time as `YYYY-MM-DD`, so many days later. */
export function dayFromNow(days: number): string {
  const at = new Date();
  at.setDate(at.getDate() + days);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
