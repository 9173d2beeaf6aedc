const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** The Organization that a request names, in `X-Kopexa-Org` or in the path; `null` for none or no possible slug. */
export function organizationSlug(value: unknown): string | null {
  return typeof value === 'string' && SLUG.test(value) ? value : null;
}
