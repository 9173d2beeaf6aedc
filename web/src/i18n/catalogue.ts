import type { LocaleCode } from './locale.ts';
import type { en } from './en/en.ts';

/** Names of all messages; the German catalogue is typed by it, so neither language can miss one. */
export type MessageId = keyof typeof en;

/** One language's messages. */
export type Messages = Readonly<Record<MessageId, string>>;

/** Loads one language; the other one is never downloaded unless chosen. */
export async function loadMessages(locale: LocaleCode): Promise<Messages> {
  return locale === 'de' ? (await import('./de/de.ts')).de : (await import('./en/en.ts')).en;
}
