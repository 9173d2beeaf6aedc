import { setTimeout as wait } from 'node:timers/promises';
import type { World } from '#runtime/testing/world.js';

/** Holds writes of documents back between their last check and their commit: what comes late, comes late every time. */
export interface HeldWrites {
  /**
   * Begins writes and waits until the first of them stands before its commit, then does `meanwhile`, and lets them
   * go on.
   */
  around<W>(begin: () => Promise<W>[], meanwhile: () => Promise<void>): Promise<W[]>;
}

/** Without a gate: all of it at once, and chance decides. */
export const atOnce: HeldWrites['around'] = async (begin, meanwhile) => {
  const writes = begin();
  await meanwhile();
  return Promise.all(writes);
};

const WAITING = `SELECT count(*)::int AS count FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event = 'PgSleep'`;

/** Takes the Organization’s lock out, and puts a gate before the commit of every new document. */
export async function holdWritesWithoutLock(world: World): Promise<HeldWrites> {
  await world.sql(`
    CREATE OR REPLACE FUNCTION platform.enter_write(alone boolean) RETURNS void LANGUAGE sql AS $$ SELECT $$;
    CREATE TABLE content.gate (is_open boolean);
    INSERT INTO content.gate VALUES (true);
    CREATE FUNCTION content.wait_at_gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN
        WHILE NOT (SELECT is_open FROM content.gate) LOOP PERFORM pg_sleep(0.005); END LOOP;
        RETURN NULL;
      END $$;
    CREATE TRIGGER wait_at_gate AFTER INSERT ON compliance.audit_entry FOR EACH ROW
      WHEN (NEW.action = 'document.create') EXECUTE FUNCTION content.wait_at_gate();`);
  const open = (isOpen: boolean): Promise<unknown> =>
    world.sql('UPDATE content.gate SET is_open = $1', [isOpen]);
  return {
    around: async (begin, meanwhile) => {
      await open(false);
      try {
        const writes = begin();
        for (let tries = 0; tries < 400 && !(await isSomebodyWaiting(world)); tries += 1) await wait(5);
        await meanwhile();
        await open(true);
        return await Promise.all(writes);
      } finally {
        await open(true);
      }
    },
  };
}

async function isSomebodyWaiting(world: World): Promise<boolean> {
  const [row] = await world.sql<{ count: number }>(WAITING);
  return (row?.count ?? 0) > 0;
}
