import type { MailLocale } from '#runtime/mail/layout.js';

/** „1. Dezember 2026, 13:00 Uhr (MEZ)“ or “1 December 2026, 13:00 (CET)”: a moment that needs no guessing. */
export function momentText(at: Date, locale: MailLocale, timeZone = 'Europe/Berlin'): string {
  const language = locale === 'de' ? 'de-DE' : 'en-GB';
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone }).format(at);
  const clock = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short', timeZone } as const;
  const parts = new Intl.DateTimeFormat(language, clock).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((each) => each.type === type)?.value ?? '';
  const time = `${part('hour')}:${part('minute')}${locale === 'de' ? ' Uhr' : ''}`;
  return `${day}, ${time} (${part('timeZoneName')})`;
}
