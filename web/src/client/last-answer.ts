const KEY = 'kopexa.answered';
const last = new Map<string, number>();

/** The whole session's answers count under one key, an Organization's also under its own. */
const keyOf = (organization: string | null): string =>
  organization === null ? KEY : `${KEY}.${organization}`;

/** Notes that the server just answered this browser: its session is awake since then, also there. All tabs share it. */
export function noteAnswer(organization: string | null, now = Date.now()): void {
  for (const key of new Set([keyOf(null), keyOf(organization)])) {
    last.set(key, now);
    try {
      localStorage.setItem(key, String(now));
    } catch {
      // Without storage each tab counts for itself.
    }
  }
}

/** When the server last answered any tab, of one Organization or at all, in milliseconds since 1970. */
export function lastAnswer(organization: string | null): number {
  const key = keyOf(organization);
  const own = last.get(key) ?? 0;
  try {
    return Math.max(own, Number(localStorage.getItem(key) ?? 0));
  } catch {
    return own;
  }
}
