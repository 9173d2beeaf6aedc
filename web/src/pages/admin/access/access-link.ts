import type { Permission } from '../../../gql/graphql.ts';

/** What a review asks, as the address says it. */
export interface AccessQuery {
  space: string | null;
  document: string | null;
  user: string | null;
  tool: string | null;
  permission: Permission | null;
  /** A moment in local time as the picker writes it (`2026-11-23T14:05`), or null for now. */
  at: string | null;
}

/** Writes the question into the address. */
export function writeAccessQuery(query: AccessQuery): URLSearchParams {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query) as [keyof AccessQuery, string | null][]) {
    if (value) params.set(key, value);
  }
  return params;
}

/** The address of a page of reviews that asks this. */
export function accessLink(
  org: string,
  page: '' | '/person' | '/explain',
  query: Partial<AccessQuery>,
): string {
  const all: AccessQuery = {
    ...{ space: null, document: null, user: null, tool: null, permission: null, at: null },
    ...query,
  };
  const search = writeAccessQuery(all).toString();
  return `/o/${org}/admin/access${page}${search && `?${search}`}`;
}
