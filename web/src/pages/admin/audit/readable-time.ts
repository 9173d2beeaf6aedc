const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** How a place writes days and moments. */
export interface TimeWriter {
  day(at: Date): string;
  exact(at: Date): string;
}

/** An ISO-8601 moment or day (RFC 3339) as the reader writes it, in local time; other text as it is. */
export function readableTime(text: string, write: TimeWriter): string {
  if (MOMENT.test(text)) return write.exact(new Date(text));
  if (DAY.test(text)) return write.day(new Date(`${text}T00:00`));
  return text;
}
