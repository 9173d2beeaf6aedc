/** `idle`: one factor, and it goes on. `expired`: forgotten. `renewed`: known again. */
type SessionEvent = 'idle' | 'expired' | 'renewed';

/** Why the policy of an Organization does not let a session in, as the server says it. */
export type EntryBar = 'SSO_REQUIRED' | 'FACTOR' | 'IDLE' | 'TOO_OLD' | 'ADDRESS' | 'PASSWORD';

/** An Organization that cannot be entered now. */
export interface BarredEntry {
  readonly reason: EntryBar;
  readonly organization: { readonly slug: string; readonly name: string };
}

const target = new EventTarget();

/** Tells every listener that the session rests (idle), is gone (expired) or is known again (renewed). */
export function signalSession(event: SessionEvent): void {
  target.dispatchEvent(new Event(event));
}

/** Listens to session changes; returns the function that stops listening. */
export function onSession(event: SessionEvent, listener: () => void): () => void {
  target.addEventListener(event, listener);
  return () => target.removeEventListener(event, listener);
}

/**
 * Tells what the codes of a failure say about the session: to sign in again, to show one factor, or that an
 * Organization's policy refuses it.
 */
export function signalFailure(code: unknown, details?: unknown): void {
  if (code === 'UNAUTHENTICATED') signalSession('expired');
  if (code === 'SECOND_FACTOR_REQUIRED') signalSession('idle');
  const barred = code === 'ENTRY_REFUSED' ? barredEntry(details) : null;
  if (barred) target.dispatchEvent(new CustomEvent<BarredEntry>('barred', { detail: barred }));
}

/** Listens to refusals of Organizations; returns the function that stops listening. */
export function onBarred(listener: (barred: BarredEntry) => void): () => void {
  const heard = (event: Event) => {
    if (event instanceof CustomEvent) listener(event.detail as BarredEntry);
  };
  target.addEventListener('barred', heard);
  return () => target.removeEventListener('barred', heard);
}

/** What the details of ENTRY_REFUSED say; `null` when they say something else. */
export function barredEntry(details: unknown): BarredEntry | null {
  const { reason, organization } = (details ?? {}) as Partial<BarredEntry>;
  return typeof reason === 'string' && typeof organization?.slug === 'string'
    ? { reason, organization }
    : null;
}
