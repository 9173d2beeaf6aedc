const KEY = 'kopexa.answered';
let last = 0;

/** Notes that the server just answered this browser: its session is awake since then. All tabs share it. */
export function noteAnswer(now = Date.now()): void {
  last = now;
  try {
    localStorage.setItem(KEY, String(now));
  } catch {
    // Without storage each tab counts for itself.
  }
}

/** When the server last answered any tab, in milliseconds since 1970. */
export function lastAnswer(): number {
  try {
    return Math.max(last, Number(localStorage.getItem(KEY) ?? 0));
  } catch {
    return last;
  }
}
