/** Runs one statement on the seed's transaction. */
export type Run = (sql: string, params: readonly unknown[]) => Promise<void>;

/** Writes one row; names come from the code of the seed, values are parameters. */
export function insert(run: Run, table: string, row: Readonly<Record<string, unknown>>): Promise<void> {
  const columns = Object.keys(row);
  const places = columns.map((_, index) => `$${index + 1}`);
  return run(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`,
    Object.values(row),
  );
}

/** A moment so many days before, during working hours that differ from day to day. */
export function daysBefore(now: Date, days: number): Date {
  const moment = new Date(now.getTime() - days * 86_400_000);
  if (days === 0) return moment;
  moment.setUTCHours(7 + ((days * 5) % 9), (days * 17) % 60, (days * 23) % 60, 0);
  return moment < now ? moment : now;
}
