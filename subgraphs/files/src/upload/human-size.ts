const UNITS = ['Byte', 'KB', 'MB', 'GB', 'TB'] as const;

/** A number of bytes as people read it, rounded down: `1,9 GB`. */
export function humanSize(bytes: number, locale: 'de' | 'en'): string {
  const power = bytes < 1024 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  const digits = power === 0 ? 0 : 1;
  const value = Math.floor((bytes / 1024 ** power) * 10 ** digits) / 10 ** digits;
  return `${value.toLocaleString(locale, { maximumFractionDigits: digits })} ${UNITS[power]}`;
}
