import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import pg from 'pg';

// The parts of pg that its type package does not declare: the result parser and the parameter mapper.
const require = createRequire(import.meta.url);
const Result = require('pg/lib/result.js') as new (rowMode?: string, types?: unknown) => PgResult;
const { prepareValue } = require('pg/lib/utils.js') as { prepareValue(value: unknown): unknown };

interface PgResult {
  rows: unknown[];
  addFields(fields: unknown): void;
  parseRow(fields: unknown): unknown;
  addRow(row: unknown): void;
}

interface WireConnection {
  readonly stream: { cork(): void; uncork(): void };
  parse(message: { text: string; name: string }): void;
  bind(message: { statement: string; values: unknown[] }): void;
  describe(message: { type: 'P'; name: string }): void;
  execute(message: Record<string, never>): void;
  close(message: { type: 'S'; name: string }): void;
  sync(): void;
  once(event: 'readyForQuery' | 'end', listener: () => void): void;
  removeListener(event: 'readyForQuery' | 'end', listener: () => void): void;
}

/** One statement of a batch. */
export interface Statement {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/**
 * Sends several statements as one batch with a single Sync: one round trip, one implicit transaction, so a
 * transaction-local setting made by the first statement holds for the others and for nobody after them.
 *
 * Statements are prepared once a connection under a name made from their text. Resolves with the rows of
 * each statement; rejects with the first error, after the server is ready again or the connection has ended.
 * A parameter that cannot be sent rejects before anything is sent.
 */
export function runBatch(client: pg.ClientBase, statements: readonly Statement[]): Promise<unknown[][]> {
  return new Promise((resolve, reject) => {
    const sendable = statements.map(({ sql, params }) => ({ sql, params: params.map(prepareValue) }));
    client.query(new Batch(sendable, resolve, reject) as unknown as pg.Submittable);
  });
}

/** Most statements that stay prepared on one connection: each costs the server memory. */
const MOST_PREPARED = 200;

type PreparedState = 'ready' | 'doubtful';
const prepared = new WeakMap<WireConnection, Map<string, PreparedState>>();

class Batch {
  readonly name = '';
  readonly text = '';
  /** For runtime/db/statistics.ts. */
  readonly statementCount: number;
  private readonly results: PgResult[] = [];
  private current: PgResult | null = null;
  private failure: Error | null = null;

  constructor(
    private readonly statements: readonly Statement[],
    private readonly resolve: (rows: unknown[][]) => void,
    private readonly reject: (error: Error) => void,
  ) {
    this.statementCount = statements.length;
  }

  submit(connection: WireConnection): Error | null {
    const known = statementsOf(connection);
    connection.stream.cork();
    try {
      closeOldest(connection, known);
      for (const { sql, params } of this.statements) {
        const name = nameOf(sql);
        const state = known.get(name);
        if (state !== 'ready') {
          // After an error nobody knows whether the statement was prepared; closing a missing one is no error.
          if (state === 'doubtful') connection.close({ type: 'S', name });
          connection.parse({ text: sql, name });
        }
        known.delete(name);
        known.set(name, 'ready');
        connection.bind({ statement: name, values: [...params] });
        connection.describe({ type: 'P', name: '' });
        connection.execute({});
      }
      connection.sync();
    } finally {
      connection.stream.uncork();
    }
    return null;
  }

  handleRowDescription(message: { fields: unknown }): void {
    this.current = new Result();
    this.current.addFields(message.fields);
  }

  handleDataRow(message: { fields: unknown }): void {
    if (this.failure || !this.current) return;
    try {
      this.current.addRow(this.current.parseRow(message.fields));
    } catch (error) {
      this.failure = error as Error;
    }
  }

  handleCommandComplete(): void {
    this.results.push(this.current ?? new Result());
    this.current = null;
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete();
  }

  handlePortalSuspended(): void {
    this.failure = new Error('A batch never asks for a part of the rows.');
  }

  /**
   * pg tells a failed query nothing more after this. After an error of a statement the server is ready again at
   * ReadyForQuery; after one of the connection (or a fatal one, which ends it) it never will be.
   */
  handleError(error: Error, connection?: WireConnection): void {
    if (!connection || !(error instanceof pg.DatabaseError)) return this.reject(error);
    const known = statementsOf(connection);
    for (const { sql } of this.statements) known.set(nameOf(sql), 'doubtful');
    const settle = (): void => {
      connection.removeListener('readyForQuery', settle);
      connection.removeListener('end', settle);
      this.reject(error);
    };
    connection.once('readyForQuery', settle);
    connection.once('end', settle);
  }

  handleReadyForQuery(): void {
    if (this.failure) return this.reject(this.failure);
    this.resolve(this.results.map((result) => result.rows));
  }
}

function statementsOf(connection: WireConnection): Map<string, PreparedState> {
  let known = prepared.get(connection);
  if (!known) prepared.set(connection, (known = new Map<string, PreparedState>()));
  return known;
}

/** Makes room for a new statement: those used longest ago go, first of all, so that no error can skip it. */
function closeOldest(connection: WireConnection, known: Map<string, PreparedState>): void {
  for (const name of known.keys()) {
    if (known.size < MOST_PREPARED) return;
    connection.close({ type: 'S', name });
    known.delete(name);
  }
}

const names = new Map<string, string>();

function nameOf(sql: string): string {
  let name = names.get(sql);
  if (!name) {
    name = `kx_${createHash('sha256').update(sql).digest('hex').slice(0, 24)}`;
    // Statement texts are part of the program, so there are few; a bound keeps a mistake from growing.
    if (names.size > 5000) names.clear();
    names.set(sql, name);
  }
  return name;
}
