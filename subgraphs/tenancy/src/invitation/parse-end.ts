/** Calendar days as people write them: `2026-12-31`, `31.12.2026`, `31.12.26`, `31/12/2026`. */
const DAY =
  /^(?:(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})|(?<d>\d{1,2})[./](?<m>\d{1,2})[./](?<y>\d{4}|\d{2}))$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads when something shall end. A day counts to its last second in the zone of whoever wrote it (an IANA name);
 * `null` when it is neither a day of the calendar nor a moment (RFC 3339).
 */
export function parseEnd(text: string, timeZone: string): Date | null {
  const trimmed = text.trim();
  if (MOMENT.test(trimmed)) {
    const moment = new Date(trimmed);
    return Number.isNaN(moment.getTime()) ? null : moment;
  }
  const groups = DAY.exec(trimmed)?.groups;
  if (!groups) return null;
  const written = groups['year'] ?? groups['y'] ?? '';
  const year = Number(written.length === 2 ? `20${written}` : written);
  const [month, day] = [Number(groups['month'] ?? groups['m']), Number(groups['day'] ?? groups['d'])];
  const midnight = new Date(Date.UTC(year, month - 1, day));
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return null;
  return lastSecond(new Date(Date.UTC(year, month - 1, day, 23, 59, 59)), timeZone);
}

/** The moment at which clocks of the zone show these digits. Tried twice, for nights on which clocks change. */
function lastSecond(digits: Date, timeZone: string): Date {
  let moment = new Date(digits.getTime() - offset(digits, timeZone));
  moment = new Date(digits.getTime() - offset(moment, timeZone));
  return moment;
}

/** How far clocks of the zone are ahead of UTC at a moment, in milliseconds. */
function offset(moment: Date, timeZone: string): number {
  const shown = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  }).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(shown.find((each) => each.type === type)?.value);
  const asUtc = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return asUtc - Math.floor(moment.getTime() / 1000) * 1000;
}
