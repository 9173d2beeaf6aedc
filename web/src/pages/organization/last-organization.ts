const KEY = 'kopexa.organization';

/** Slug of the Organization used last on this device. */
export function lastOrganization(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Remembers the Organization for the next visit. */
export function rememberOrganization(slug: string): void {
  try {
    localStorage.setItem(KEY, slug);
  } catch {
    // Without storage the first Organization is opened next time.
  }
}
