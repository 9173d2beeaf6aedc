import type { EdgeStep } from './edge-step.js';

/** German or English, whichever the browser prefers (RFC 9110 §12.5.4); English when it names neither. */
export function preferredLocale(acceptLanguage: string | undefined): 'de' | 'en' {
  const wishes = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters
        .map((each) => /^\s*q=([\d.]+)$/.exec(each)?.[1])
        .find((each) => each !== undefined);
      return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  const found = wishes.find(({ language }) => language === 'de' || language === 'en');
  return found?.language === 'de' ? 'de' : 'en';
}

/** A time zone of the IANA database that the client named, else UTC. */
export function timeZoneOf(header: string | undefined): string {
  if (!header || header.length > 64 || !/^[A-Za-z0-9_+/-]+$/.test(header)) return 'UTC';
  try {
    return new Intl.DateTimeFormat('en', { timeZone: header }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return 'UTC';
    throw error;
  }
}

/** Notes the language in which refusals are told. */
export const noteLocale: EdgeStep = (request) => {
  request.edge.locale = preferredLocale(request.headers['accept-language']);
};
