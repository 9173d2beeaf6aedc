import type { WriteText } from '../i18n/text.ts';
import { shownRequestId, type Failure } from './failure.ts';

/** A short message in the corner. */
export interface Toast {
  id: number;
  tone: 'good' | 'bad';
  message: string;
  undo: { label: string; run: () => void } | null;
}

const DONE_MS = 4000;
const UNDO_MS = 10_000;
const FAILED_MS = 10_000;
const MOST = 4;

const listeners = new Set<() => void>();
const timers = new Map<number, ReturnType<typeof setTimeout>>();
let toasts: readonly Toast[] = [];
let lastId = 0;

/** Says that something was done, with a way back where there is one. */
export function saidDone(message: string, undo?: Toast['undo']): void {
  show({ tone: 'good', message, undo: undo ?? null });
}

/** Says that something was refused, and why. */
export function saidFailed(failure: Failure, t: WriteText): void {
  const what = failure.code === 'NETWORK' ? t('error.network') : failure.message || t('error.unknown');
  const requestId = shownRequestId(failure);
  const id = requestId === null ? '' : ` ${t('error.requestId', { id: requestId })}`;
  show({ tone: 'bad', message: what + id, undo: null });
}

/** The messages that are shown now, oldest first; for `useSyncExternalStore`. */
export function currentToasts(): readonly Toast[] {
  return toasts;
}

/** Calls the listener when the messages change; returns the function that stops it. */
export function onToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Takes a message away. */
export function dismissToast(id: number): void {
  holdToast(id);
  set(toasts.filter((toast) => toast.id !== id));
}

/** Keeps a message while somebody points at it or has focus in it (WCAG 2.2.1). */
export function holdToast(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
}

/** Lets a message go after its time. */
export function releaseToast(toast: Toast): void {
  holdToast(toast.id);
  const time = toast.tone === 'bad' ? FAILED_MS : toast.undo ? UNDO_MS : DONE_MS;
  timers.set(
    toast.id,
    setTimeout(() => dismissToast(toast.id), time),
  );
}

function show(parts: Omit<Toast, 'id'>): void {
  lastId += 1;
  const toast = { id: lastId, ...parts };
  set([...toasts, toast].slice(-MOST));
  releaseToast(toast);
}

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}
