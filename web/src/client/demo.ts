import type { LocaleCode } from '../i18n/locale.ts';

/** Somebody of the demo, as the sign-in page may show them: never a password or a code. */
export interface DemoPerson {
  name: string;
  email: string;
  organization: string;
  role: Readonly<Record<LocaleCode, string>>;
}

/** The demo's people and the address of its page with codes and mail. */
export interface Demo {
  people: DemoPerson[];
  demoUrl?: string;
}

/** The demo; null where none runs. */
export async function loadDemo(signal: AbortSignal): Promise<Demo | null> {
  try {
    const answer = await fetch('/demo-people.json', { signal });
    if (!answer.ok || !answer.headers.get('content-type')?.includes('json')) return null;
    const demo = (await answer.json()) as Demo;
    return Array.isArray(demo.people) ? demo : null;
  } catch {
    return null;
  }
}
