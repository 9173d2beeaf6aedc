import { useSyncExternalStore } from 'react';

const KEY = 'kopexa.open';
const listeners = new Set<() => void>();
let open: ReadonlySet<string> = read();

/** Ids of the Spaces and documents that are unfolded in the side; kept on this device. */
export function useOpenIds(): ReadonlySet<string> {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open,
  );
}

/** Unfolds or folds one branch. */
export function setOpen(id: string, isOpen: boolean): void {
  if (open.has(id) === isOpen) return;
  const next = new Set(open);
  if (isOpen) next.add(id);
  else next.delete(id);
  write(next);
}

/** Unfolds the way to a document. */
export function openAll(ids: readonly string[]): void {
  if (ids.every((id) => open.has(id))) return;
  write(new Set([...open, ...ids]));
}

function write(next: ReadonlySet<string>): void {
  open = next;
  try {
    localStorage.setItem(KEY, JSON.stringify([...next].slice(-500)));
  } catch {
    // Unfolding works without storage, for this page.
  }
  for (const listener of listeners) listener();
}

function read(): ReadonlySet<string> {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return new Set(Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []);
  } catch {
    return new Set();
  }
}
