/** What one server did with one operation. */
export interface Side {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMsPerRequest: number;
}

/** One operation on both servers. */
export interface Row {
  readonly operation: string;
  readonly product: Side;
  readonly plain: Side;
  /** SQL statements and round trips of the product for one operation. */
  readonly statements: number;
  readonly roundTrips: number;
}

const LABELS: Readonly<Record<string, string>> = {
  BenchNewest: 'newest 50 documents with authors',
  BenchHistory: 'one document, last 20 versions',
  BenchSave: 'save a draft, with its audit entry',
};

/** Prints the comparison for people: the product, the plain server, and the ratio of the two. */
export function printTable(rows: readonly Row[]): void {
  console.log(
    `Node ${process.version}. "plain" is one SQL statement over node:http, without tenants, audit or GraphQL.\n`,
  );
  console.log(
    'operation                            |  req/s  (plain, ratio) |  p50 ms (plain) | p99 ms (plain) | CPU ms/request (plain, ratio) | SQL | trips',
  );
  for (const { operation, product, plain, statements, roundTrips } of rows) {
    const cells = [
      (LABELS[operation] ?? operation).padEnd(36),
      `${product.requestsPerSecond.toFixed(0)} (${plain.requestsPerSecond.toFixed(0)}, ${(product.requestsPerSecond / plain.requestsPerSecond).toFixed(2)})`.padStart(
        23,
      ),
      `${product.p50Ms.toFixed(1)} (${plain.p50Ms.toFixed(1)})`.padStart(15),
      `${product.p99Ms.toFixed(1)} (${plain.p99Ms.toFixed(1)})`.padStart(14),
      `${product.cpuMsPerRequest.toFixed(2)} (${plain.cpuMsPerRequest.toFixed(2)}, ${(product.cpuMsPerRequest / plain.cpuMsPerRequest).toFixed(1)} ×)`.padStart(
        29,
      ),
      statements.toFixed(0).padStart(3),
      roundTrips.toFixed(0).padStart(5),
    ];
    console.log(cells.join(' | '));
  }
}
