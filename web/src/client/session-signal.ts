type SessionEvent = 'expired' | 'renewed';

const target = new EventTarget();

/** Tells every listener that the server no longer (expired) or again (renewed) knows the session. */
export function signalSession(event: SessionEvent): void {
  target.dispatchEvent(new Event(event));
}

/** Listens to session changes; returns the function that stops listening. */
export function onSession(event: SessionEvent, listener: () => void): () => void {
  target.addEventListener(event, listener);
  return () => target.removeEventListener(event, listener);
}
