/** Counts of what was sent to the database, for tests and the benchmark (`SQL statements per operation`). */
export interface DatabaseStatistics {
  statements: number;
  roundTrips: number;
}

const listeners = new Set<DatabaseStatistics>();

/** Counts statements and round trips from now until `stop()`. */
export function countStatements(): DatabaseStatistics & { stop(): DatabaseStatistics } {
  const counts: DatabaseStatistics = { statements: 0, roundTrips: 0 };
  listeners.add(counts);
  return Object.assign(counts, {
    stop: () => {
      listeners.delete(counts);
      return counts;
    },
  });
}

/** Called by the door for everything it sends. */
export function countRoundTrip(statements: number): void {
  for (const counts of listeners) {
    counts.statements += statements;
    counts.roundTrips += 1;
  }
}
