import type { Keyring } from '../crypto/keyring.js';
import type { Door, WriteTransaction } from '../db/door.js';
import { KopexaError, type Aim } from '../errors/catalogue.js';
import type { Change, RequestContext } from '../graphql/context.js';
import { isId } from '../graphql/ids.js';
import { encodeChanges, recordChanges, type FieldChange } from './changes.js';
import type { AuditSpec } from './directive.js';

/** What the envelope needs besides the request. */
export interface EnvelopeTools {
  readonly door: Door;
  readonly keyring: Keyring;
}

type Query = Change['query'];

interface Facts {
  subject: string | null;
  space: string | null;
  readonly notes: FieldChange[];
  readonly entries: OwnEntry[];
  readonly afterFailure: Parameters<Change['onFailure']>[0][];
}

/** What happened to one of several subjects. */
interface OwnEntry {
  readonly subject: string;
  readonly space: string | null;
  readonly changes: readonly FieldChange[];
}

/** What goes into `compliance.append_entry`; time, actor and Organization come from the verified context. */
interface Entry {
  readonly spec: { readonly action: string; readonly subject: string };
  readonly subject: string | null;
  readonly space: string | null;
  readonly outcome: 'ok' | 'denied' | 'failed';
  readonly code: string | null;
  readonly changes: string;
}

const DENIALS = new Set([
  'NOT_FOUND',
  'FORBIDDEN',
  'UNAUTHENTICATED',
  'SECOND_FACTOR_REQUIRED',
  'INVALID_CREDENTIALS',
  'INVALID_CODE',
  'INVALID_PASSKEY',
  'TOO_MANY_ATTEMPTS',
  'LINK_EXPIRED',
  'SSO_REFUSED',
]);

/**
 * The only way to write: opens the transaction, runs the change, appends its entry and commits both or
 * neither. A denial or failure is rolled back and recorded in a transaction of its own; if that entry
 * cannot be written, the caller gets a failure all the same.
 */
export async function audited<T>(
  tools: EnvelopeTools,
  ctx: RequestContext<unknown>,
  spec: AuditSpec,
  args: unknown,
  assertMay: () => void,
  work: () => Promise<T>,
): Promise<T> {
  const facts: Facts = { subject: null, space: null, notes: [], entries: [], afterFailure: [] };
  try {
    assertMay();
    return await tools.door.write(ctx.actor.context, { alone: spec.alone }, async (tx) => {
      const flushed = recordChanges(tx.em);
      const result = await ctx.during(changeOf(tools, tx, facts), work);
      await tx.em.flush();
      await appendDone(tools, tx.query, ctx, spec, { ...facts, notes: [...flushed, ...facts.notes] });
      return result;
    });
  } catch (error) {
    await recordFailure(tools, ctx, spec, facts, args, error).catch((unwritten: unknown) => {
      throw unrecorded(spec, error, unwritten);
    });
    throw error;
  }
}

/** One entry for what was done, or one for each of its subjects when the mutation named several. */
async function appendDone(
  { keyring }: EnvelopeTools,
  query: Query,
  ctx: RequestContext<unknown>,
  spec: AuditSpec,
  { subject, space, notes, entries }: Facts,
): Promise<void> {
  if (!subject && entries.length === 0)
    throw new Error(`${spec.action} did not name its subject: call ctx.change.subject(id).`);
  if (entries.length > 0 && notes.length > 0)
    throw new Error(`${spec.action} noted changes beside its entries: give each entry its own.`);
  const done = entries.length > 0 ? entries : [{ subject, space, changes: notes }];
  const subjectKeys = await subjectKeysOf(
    keyring,
    query,
    done.flatMap(({ changes }) => changes),
  );
  const encoded = [];
  for (const { changes, ...entry } of done)
    encoded.push({ ...entry, changes: await encodeChanges(changes, keyring, subjectKeys) });
  await query(APPEND_DONE, [spec.action, spec.subject, ...originOf(ctx), JSON.stringify(encoded)]);
}

// However many there are, one statement: the transaction has five seconds.
const APPEND_DONE = `
  SELECT compliance.append_entry(e.space, $1, $2, e.subject, 'ok', NULL, e.changes, $3, $4, $5, $6)
    FROM jsonb_to_recordset($7::jsonb) AS e (space uuid, subject uuid, changes text)`;

/** Neither the change nor an entry of its failure came about: the log needs both reasons. */
function unrecorded(spec: AuditSpec, error: unknown, unwritten: unknown): unknown {
  if (unwritten instanceof KopexaError && unwritten.code === 'UNAVAILABLE') return unwritten;
  return new AggregateError([error, unwritten], `${spec.action} failed and its entry could not be written.`);
}

/** Records a refused read: `denied` in the actor's Organization, whether the row is foreign or missing. */
export async function recordDenial(
  tools: EnvelopeTools,
  ctx: RequestContext<unknown>,
  aim: Aim,
  code: string,
): Promise<void> {
  const spec = { action: `${snakeCase(aim.type)}.read`, subject: aim.type };
  await tools.door.write(ctx.actor.context, { alone: false }, (tx) =>
    append(tx.query, ctx, {
      spec,
      subject: isId(aim.id) ? aim.id : null,
      space: null,
      outcome: 'denied',
      code,
      changes: '[]',
    }),
  );
}

function changeOf(tools: EnvelopeTools, tx: WriteTransaction, facts: Facts): Change {
  return {
    em: tx.em,
    query: tx.query,
    subject: (id) => (facts.subject = id),
    space: (id) => (facts.space = id),
    note: (change) => facts.notes.push(change),
    entry: (subject, changes, space = null) => facts.entries.push({ subject, space, changes }),
    emit: emitting(tools, tx.query),
    emitAll: async (topic, payloads) => {
      const events = payloads.map((payload) => sealed(tools, topic, payload));
      await tx.query('SELECT platform.emit_event($1, e::jsonb) FROM unnest($2::text[]) e', [topic, events]);
    },
    onFailure: (work) => facts.afterFailure.push(work),
  };
}

type Payload = Readonly<Record<string, unknown>>;

function sealed({ keyring }: EnvelopeTools, topic: string, payload: Payload): string {
  const bytes = keyring.seal('outbox', Buffer.from(JSON.stringify(payload)), topic);
  return JSON.stringify({ sealed: bytes.toString('base64') });
}

const emitting =
  (tools: EnvelopeTools, query: Query): Change['emit'] =>
  async (topic, payload) => {
    await query('SELECT platform.emit_event($1, $2)', [topic, sealed(tools, topic, payload)]);
  };

async function recordFailure(
  tools: EnvelopeTools,
  ctx: RequestContext<unknown>,
  spec: AuditSpec,
  facts: Facts,
  args: unknown,
  error: unknown,
): Promise<void> {
  const known = error instanceof KopexaError ? error : null;
  const code = known?.code ?? 'INTERNAL';
  const aimed = facts.subject ?? known?.options.aim?.id ?? subjectIn(args, spec.subject);
  await tools.door.write(ctx.actor.context, { alone: false }, async (tx) => {
    for (const work of facts.afterFailure) await work(tx.query, emitting(tools, tx.query));
    await append(tx.query, ctx, {
      spec,
      subject: isId(aimed) ? aimed : null,
      space: isId(facts.space) ? facts.space : null,
      outcome: DENIALS.has(code) ? 'denied' : 'failed',
      code: known?.options.aim?.reason ?? code,
      changes: '[]',
    });
  });
}

const snakeCase = (name: string): string => name.replace(/(?<!^)([A-Z])/g, '_$1').toLowerCase();

/** `documentId` in the arguments or the input of a mutation about a Document. */
function subjectIn(args: unknown, subject: string): string | null {
  const name = `${subject.charAt(0).toLowerCase()}${subject.slice(1)}Id`;
  const direct = args as Record<string, unknown> | null;
  const input = direct?.['input'] as Record<string, unknown> | undefined;
  const value = direct?.[name] ?? input?.[name];
  return typeof value === 'string' ? value : null;
}

async function append(query: Query, ctx: RequestContext<unknown>, entry: Entry): Promise<void> {
  await query('SELECT compliance.append_entry($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)', [
    entry.space,
    entry.spec.action,
    entry.spec.subject,
    entry.subject,
    entry.outcome,
    entry.code,
    entry.changes,
    ...originOf(ctx),
  ]);
}

/** Where a request came from, as entries keep it. */
const originOf = ({ request }: RequestContext<unknown>): string[] => [
  request.requestId.slice(0, 64),
  request.operation.slice(0, 120),
  request.ip.slice(0, 45),
  request.userAgent.slice(0, 400),
];

const ADD_KEYS = `
  SELECT s.id, platform.add_subject_key(s.id, decode(s.wrapped, 'base64')) AS wrapped
    FROM jsonb_to_recordset($1::jsonb) AS s (id uuid, wrapped text)`;

/**
 * Reads or makes the keys of everybody whose personal data changed, on the transaction of the change, so that a key
 * never outlives a rollback.
 */
async function subjectKeysOf(
  keyring: Keyring,
  query: Query,
  changes: readonly FieldChange[],
): Promise<(subjectId: string) => Promise<Buffer | null>> {
  const personal = changes.filter((change) => change.class === 'personal');
  const ids = [...new Set(personal.map((change) => change.subjectId ?? change.id))].filter(isId);
  const known = new Map<string, Buffer | null>();
  if (ids.length > 0) {
    const fresh = ids.map((id) => ({ id, wrapped: keyring.newSubjectKey(id).wrapped.toString('base64') }));
    const rows = await query<{ id: string; wrapped: Buffer | null }>(ADD_KEYS, [JSON.stringify(fresh)]);
    for (const { id, wrapped } of rows) known.set(id, wrapped ? keyring.unwrapSubjectKey(id, wrapped) : null);
  }
  return (subjectId) => Promise.resolve(known.get(subjectId) ?? null);
}
