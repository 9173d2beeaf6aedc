import DataLoader from 'dataloader';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { Actor, RequestInfo } from '../actor/actor.js';
import type { FieldChange } from '../audit/changes.js';
import type { Door } from '../db/door.js';

/** What a mutation may do beyond reading. Exists only inside the audit envelope. */
export interface Change {
  /** MikroORM's unit of work on the envelope's transaction; flushed before commit. */
  readonly em: SqlEntityManager;
  /** A raw statement on the same transaction. */
  query<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** What the entry is about. Required before a mutation succeeds, unless {@link Change.entry} is used. */
  subject(id: string): void;
  /**
   * An entry of its own about one of several subjects: a mutation that changes many leaves one for each, so that
   * everything that happened to a subject is found there. The mutation then has no entry besides them.
   */
  entry(subject: string, changes: readonly FieldChange[], space?: string | null): void;
  /** The Space the entry belongs to: its readers of the audit trail see it. */
  space(id: string): void;
  /** A changed field that the unit of work cannot see, for example inside a definer function. */
  note(change: FieldChange): void;
  /** Hands an event to the transactional outbox; its payload is sealed at rest and wiped after delivery. */
  emit(topic: string, payload: Readonly<Record<string, unknown>>): Promise<void>;
  /** Like {@link Change.emit} for many events of a topic, in one statement. */
  emitAll(topic: string, payloads: readonly Readonly<Record<string, unknown>>[]): Promise<void>;
  /** Work that must survive a failure (a counter, a notice): runs in the failure's own transaction. */
  onFailure(work: (query: Change['query'], emit: Change['emit']) => Promise<void>): void;
}

/** What the gateway does with the session cookie after the answer. */
export type SessionEffect =
  | { readonly kind: 'set'; readonly token: string; readonly expiresAt: string }
  | { readonly kind: 'clear' }
  /** No session yet, but the browser is to be known again when it returns. */
  | { readonly kind: 'browser' };

/** The context of one request in one subgraph. */
export interface Context<Services = unknown> {
  readonly actor: Actor;
  readonly request: RequestInfo;
  readonly services: Services;
  /** One read, one round trip; inside a mutation it runs on its transaction. */
  query<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** Throws outside a mutation. */
  readonly change: Change;
  /** A DataLoader that lives as long as the request, by name. */
  load<Key extends string, Value>(
    name: string,
    batch: (keys: readonly Key[]) => Promise<readonly (Value | null)[]>,
  ): DataLoader<Key, Value | null>;
  readonly effects: {
    setSession(token: string, expiresAt: Date): void;
    clearSession(): void;
    /** Gives the browser its cookie (`RequestInfo.browser`) where it has none; a new session does so too. */
    knowBrowser(): void;
  };
}

/** A context with the parts that only the runtime touches. */
export class RequestContext<Services> implements Context<Services> {
  sessionEffect: SessionEffect | null = null;
  private current: Change | null = null;
  private readonly loaders = new Map<string, DataLoader<string, unknown>>();

  constructor(
    readonly actor: Actor,
    readonly request: RequestInfo,
    readonly services: Services,
    private readonly door: Door,
  ) {}

  query<Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    if (this.current) return this.current.query<Row>(sql, params);
    return this.door.read<Row>(this.actor.context, sql, params);
  }

  get change(): Change {
    if (!this.current) throw new Error('Writing is possible only inside a mutation with @audit.');
    return this.current;
  }

  /** Runs `work` with the change in place; what was loaded before a write is forgotten after it. */
  async during<T>(change: Change, work: () => Promise<T>): Promise<T> {
    this.current = change;
    try {
      return await work();
    } finally {
      this.current = null;
      this.loaders.clear();
    }
  }

  load<Key extends string, Value>(
    name: string,
    batch: (keys: readonly Key[]) => Promise<readonly (Value | null)[]>,
  ): DataLoader<Key, Value | null> {
    let loader = this.loaders.get(name);
    if (!loader) {
      loader = new DataLoader<string, unknown>((keys) => batch(keys as readonly Key[]), {
        maxBatchSize: 500,
      });
      this.loaders.set(name, loader);
    }
    return loader as unknown as DataLoader<Key, Value | null>;
  }

  readonly effects = {
    setSession: (token: string, expiresAt: Date): void => {
      this.sessionEffect = { kind: 'set', token, expiresAt: expiresAt.toISOString() };
    },
    clearSession: (): void => {
      this.sessionEffect = { kind: 'clear' };
    },
    knowBrowser: (): void => {
      this.sessionEffect ??= { kind: 'browser' };
    },
  };
}
