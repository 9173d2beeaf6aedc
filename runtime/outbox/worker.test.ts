import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKeyring } from '../crypto/keyring.js';
import { openDoor } from '../db/door.js';
import { createWorld, type World } from '../testing/world.js';
import { startOutboxWorker, type OutboxWorker } from './worker.js';

const keyring = createKeyring(randomBytes(32));

describe('the outbox', () => {
  let world: World;
  let worker: OutboxWorker;
  let broken = true;
  const delivered: unknown[] = [];
  const reported: string[] = [];

  beforeAll(async () => {
    world = await createWorld([]);
    worker = await startOutboxWorker({
      databaseUrl: world.db.logins.kopexa_worker,
      keyring,
      handlers: {
        'test.event': ({ payload }) => {
          if (broken) return Promise.reject(new Error('no mail server'));
          delivered.push(payload['n']);
          return Promise.resolve();
        },
      },
      tools: { mail: { send: () => Promise.resolve() }, origin: 'http://localhost' },
      report: (_error, topic) => reported.push(topic),
    });
  });
  afterAll(async () => {
    await worker.close();
    await world.close();
  });

  const events = () =>
    world.sql<{ attempts: number; payload: object; waits: boolean }>(
      'SELECT attempts, payload, due_at > now() AS waits FROM platform.outbox_event ORDER BY created_at',
    );

  it('tries old events once and then later, however long an outage lasted', async () => {
    for (let n = 0; n < 25; n += 1) {
      const sealed = keyring.seal('outbox', Buffer.from(JSON.stringify({ n })), 'test.event');
      await world.sql(
        `INSERT INTO platform.outbox_event (topic, payload, created_at, due_at)
         VALUES ('test.event', $1, now() - interval '3 hours', now() - interval '3 hours')`,
        [{ sealed: sealed.toString('base64') }],
      );
    }
    expect(await worker.drain()).toBe(0);
    expect(reported).toHaveLength(25);
    expect((await events()).every(({ attempts, waits }) => attempts === 1 && waits)).toBe(true);
  });

  it('delivers each when it is due again and wipes what it carried', async () => {
    broken = false;
    expect(await worker.drain()).toBe(0);
    await world.sql('UPDATE platform.outbox_event SET due_at = now()');
    expect(await worker.drain()).toBe(25);
    expect([...delivered].sort((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 25 }, (_, n) => n),
    );
    expect((await events()).every(({ payload }) => Object.keys(payload).length === 0)).toBe(true);
  });

  it('takes events from the rooms that send something only, each its own', async () => {
    const rows = await world.sql<{ login: string }>(
      `SELECT rolname AS login FROM pg_roles WHERE rolname LIKE 'kopexa%' AND rolname NOT IN ('kopexa_owner', 'kopexa_definer')
          AND has_function_privilege(oid, 'platform.emit_event(text, jsonb)', 'EXECUTE') ORDER BY 1`,
    );
    expect(rows).toEqual([
      { login: 'kopexa_compliance' },
      { login: 'kopexa_identity' },
      { login: 'kopexa_tenancy' },
    ]);
    const door = await openDoor({ url: world.db.logins.kopexa_tenancy, entities: [], poolSize: 1 });
    const { context } = await world.actor(await world.person('Ada'));
    const emit = (topic: string) =>
      door.write(context, { alone: false }, (tx) =>
        tx.query("SELECT platform.emit_event($1, '{}')", [topic]),
      );
    await expect(emit('identity.account_notice')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await emit('tenancy.invitation');
    await door.close();
  });
});
