/** Runs one statement where the caller stands: on the mutation's transaction, or as a read of its own. */
export type RunQuery = <Row>(sql: string, params?: readonly unknown[]) => Promise<Row[]>;

/** Where a request comes from; kept with its session. */
export interface Origin {
  readonly ip: string;
  readonly userAgent: string;
  /** SHA-256 of the cookie by which a browser is known again; `null` without one. */
  readonly browser: Buffer | null;
}
