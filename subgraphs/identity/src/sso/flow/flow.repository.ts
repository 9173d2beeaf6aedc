import type { RunQuery } from '../../ports.js';
import type { Judged } from '../protocol.js';
import type { ConnectionRow } from './open-connection.js';

/** An attempt that begins. */
export interface NewAttempt {
  readonly stateHash: Buffer;
  readonly connectionId: string;
  readonly version: number;
  readonly purpose: 'sign_in' | 'test';
  readonly browser: Buffer;
  readonly kept: Buffer;
  readonly returnPath: string;
}

/** An arrival that a page shows. */
export interface SeenArrival {
  readonly connectionId: string;
  readonly version: number;
  readonly purpose: 'sign_in' | 'test';
  readonly sealed: Buffer;
  readonly returnPath: string;
  /** The browser is the one that began. */
  readonly isOwn: boolean;
  /** Nobody here began: the person is asked first. */
  readonly needsConsent: boolean;
}

/** Who a counterpart says has come, as the database judges it. */
export interface Claimed {
  readonly handleHash: Buffer;
  readonly browser: Buffer;
  readonly subject: string;
  readonly email: string | null;
  readonly isVouched: boolean;
  /** The role of somebody unknown, by the rules of the connection. */
  readonly role: string;
  readonly memberId: string;
  readonly grantId: string;
}

/** Somebody who comes in, with the session that begins. */
export interface Arriving extends Claimed {
  readonly name: string;
  readonly locale: 'de' | 'en';
  readonly strength: 'sso' | 'sso+idp' | 'sso+phr';
  readonly peerSession: Buffer | null;
  /** Sealed. */
  readonly peerName: Buffer | null;
  readonly authenticatedAt: Date | null;
  readonly notAfter: Date | null;
  readonly accountId: string;
  readonly session: { readonly id: string; readonly tokenHash: Buffer };
  readonly userAgent: string;
  readonly network: string;
  readonly request: Readonly<Record<string, unknown>>;
}

/** What came of it: `signed_in`, `link`, or the check that failed. */
export interface Arrived {
  readonly outcome: string;
  readonly accountId: string | null;
  readonly isNew: boolean | null;
  readonly isLinked: boolean | null;
  /** `invited` or `joined`, when the person became a member just now. */
  readonly joined: string | null;
  /** Seconds since the epoch. */
  readonly until: string | null;
  readonly assurance: 1 | 2 | null;
  readonly enrolled: boolean | null;
}

/** The counterpart of a session, and what it called the person (sealed). */
interface Peer {
  readonly connectionId: string;
  readonly subject: string;
  readonly name: Buffer | null;
}

/** Connections, attempts and arrivals, where the caller stands. */
export interface FlowRepository {
  /** Without a version: the one in force. */
  open(connectionId: string, version?: number): Promise<ConnectionRow | null>;
  openForTest(connectionId: string): Promise<ConnectionRow | null>;
  begin(attempt: NewAttempt): Promise<void>;
  look(handleHash: Buffer, browser: Buffer): Promise<SeenArrival | null>;
  arrive(arriving: Arriving): Promise<Arrived>;
  link(claimed: Claimed): Promise<{ readonly outcome: string; readonly joined: string | null }>;
  takeTest(
    handleHash: Buffer,
    browser: Buffer,
  ): Promise<Pick<SeenArrival, 'connectionId' | 'version' | 'sealed'> | null>;
  keepTestRun(run: {
    readonly id: string;
    readonly connectionId: string;
    readonly version: number;
    readonly accountId: string;
    readonly judged: Judged;
  }): Promise<void>;
  offeredFor(email: string): Promise<SignInConnectionRow[]>;
  offeredTo(slug: string): Promise<SignInConnectionRow[]>;
  peer(): Promise<Peer | null>;
}

/** A connection by which one may sign in. */
export interface SignInConnectionRow {
  readonly id: string;
  readonly name: string;
}

const CLAIMED = ({ handleHash, browser, subject, email, isVouched }: Claimed): unknown[] => [
  ...[handleHash, browser, subject, email, isVouched],
];

/** The flow by way of `query`. */
export function flowRepository(query: RunQuery): FlowRepository {
  return {
    open: async (connectionId, version) =>
      one(
        await query<ConnectionRow>('SELECT * FROM identity.open_connection($1, $2)', [
          connectionId,
          version ?? null,
        ]),
      ),
    openForTest: async (connectionId) =>
      one(await query<ConnectionRow>('SELECT * FROM identity.open_connection_for_test($1)', [connectionId])),
    begin: async (attempt) => {
      await query('SELECT identity.begin_attempt($1, $2, $3, $4, $5, $6, $7)', [
        ...[attempt.stateHash, attempt.connectionId, attempt.version, attempt.purpose],
        ...[attempt.browser, attempt.kept, attempt.returnPath],
      ]);
    },
    look: async (handleHash, browser) =>
      one(
        await query<SeenArrival>(
          `SELECT connection_id AS "connectionId", version, purpose, sealed, return_path AS "returnPath",
                  is_own AS "isOwn", needs_consent AS "needsConsent" FROM identity.look_at_arrival($1, $2)`,
          [handleHash, browser],
        ),
      ),
    arrive: async (arriving) => {
      const [arrived] = await query<Arrived>(ARRIVE, [
        ...[...CLAIMED(arriving), arriving.name, arriving.locale, arriving.role, arriving.strength],
        ...[arriving.peerSession, arriving.peerName],
        ...[arriving.authenticatedAt, arriving.notAfter, arriving.accountId],
        ...[arriving.memberId, arriving.grantId, arriving.session.id, arriving.session.tokenHash],
        ...[arriving.userAgent.slice(0, 400), arriving.network, JSON.stringify(arriving.request)],
      ]);
      if (!arrived) throw new Error('The database judged no arrival.');
      return arrived;
    },
    link: async (claimed) => {
      const [linked] = await query<{ outcome: string; joined: string | null }>(
        'SELECT outcome, joined FROM identity.link_arrival($1, $2, $3, $4, $5, $6, $7, $8)',
        [...CLAIMED(claimed), claimed.role, claimed.memberId, claimed.grantId],
      );
      if (!linked) throw new Error('The database judged no arrival.');
      return linked;
    },
    takeTest: async (handleHash, browser) =>
      one(
        await query(
          'SELECT connection_id AS "connectionId", version, sealed FROM identity.take_test_arrival($1, $2)',
          [handleHash, browser],
        ),
      ),
    keepTestRun: async ({ id, connectionId, version, accountId, judged }) => {
      const attributes = judged.ok ? judged.assertion.attributes : {};
      await query('SELECT identity.keep_test_run($1, $2, $3, $4, $5, $6, $7, $8)', [
        ...[id, connectionId, version, accountId, judged.ok, JSON.stringify(judged.checks)],
        ...[JSON.stringify(attributes), judged.ok ? judged.assertion.assurance : []],
      ]);
    },
    offeredFor: (email) =>
      query('SELECT connection_id AS id, name FROM identity.connections_for_mail($1)', [email]),
    offeredTo: (slug) => query('SELECT connection_id AS id, name FROM identity.connections_of($1)', [slug]),
    peer: async () =>
      one(
        await query<Peer>(
          'SELECT connection_id AS "connectionId", subject, peer_name AS name FROM identity.peer_of_session()',
        ),
      ),
  };
}

const ARRIVE = `
  SELECT outcome, account_id AS "accountId", is_new AS "isNew", is_linked AS "isLinked", joined,
         extract(epoch FROM until) AS until, assurance, enrolled
    FROM identity.arrive($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`;

function one<Row>(rows: readonly Row[]): Row | null {
  return rows[0] ?? null;
}
