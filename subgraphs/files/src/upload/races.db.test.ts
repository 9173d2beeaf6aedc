import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { diskOutside, uploaderOf } from '#tests/kit/uploads.js';
import { filesSubgraph } from '../subgraph.js';

describe('uploads at the same time', { timeout: 60_000 }, () => {
  const disk = diskOutside();
  let world: World;
  let ada: Person;
  let acme: TestOrganization;
  let space: string;

  beforeAll(async () => {
    world = await createWorld([filesSubgraph], { outside: disk.outside });
    ada = await world.person('Ada Berg');
    acme = await world.organization('acme');
    await world.join(ada, acme, 'owner');
    space = await world.space(acme, 'Policies');
    await world.grant(ada, acme, space, 'manager');
  });
  afterAll(async () => {
    await world.close();
    disk.remove();
  });

  /** Runs `work` with a function of the database changed, and puts it back. */
  async function changed(
    signature: string,
    change: (source: string) => string,
    work: () => Promise<void>,
  ): Promise<void> {
    const [{ source }] = (await world.sql<{ source: string }>(
      'SELECT pg_get_functiondef($1::regprocedure) AS source',
      [signature],
    )) as [{ source: string }];
    const other = change(source);
    expect(other).not.toBe(source);
    await world.sql(other);
    await work().finally(() => world.sql(source));
  }

  /** Eight uploads at once, of which two fit; returns how many were taken. */
  async function rush(): Promise<number> {
    const size = 400 * 1024 ** 2;
    const by = uploaderOf(world, ada, acme);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => by.begin({ spaceId: space, name: `${index}`, size })),
    );
    await world.sql('DELETE FROM files.upload WHERE size = $1', [size]);
    const refused = answers.flatMap(({ errors }) => errors);
    for (const { message, extensions } of refused)
      expect([extensions.field, message]).toEqual(['input.size', expect.stringContaining('is full')]);
    return answers.length - refused.length;
  }

  test('never take the same last place of the quota; without the lock they would', async () => {
    await world.sql(
      `INSERT INTO tenancy.setting_version (setting_version_id, org_id, setting_key, version, value, author_id, reason)
       VALUES (uuidv7(), $1, 'files.quota_gb', 1, '1', $2, 'test')`,
      [acme.id, ada.id],
    );
    const slow = (source: string): string =>
      source.replace('RETURN total', 'PERFORM pg_sleep(0.2); RETURN total');
    const unlocked = (source: string): string =>
      slow(source).replace(/PERFORM pg_advisory_xact_lock[^;]+;/, '');
    await changed('files.lock_usage()', slow, async () => expect(await rush()).toBe(2));
    await changed('files.lock_usage()', unlocked, async () => expect(await rush()).toBeGreaterThan(2));
    await world.sql('DELETE FROM tenancy.setting_version');
  });

  /** Finishes an upload while its right is revoked; whether it came about after the revocation was acknowledged. */
  async function race(round: number): Promise<{ made: boolean; late: boolean }> {
    const person = await world.person(`Racer ${round}`);
    await world.join(person, acme, 'member');
    const grant = await world.grant(person, acme, space, 'editor');
    const racer = uploaderOf(world, person, acme);
    const { data } = await racer.begin({ spaceId: space, name: `race ${round}`, size: 3 });
    const { id, fileId } = data.beginFileUpload;
    const sending = racer.send(id, 0, Buffer.from('abc')).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 20 + round * 12));
    // As revoking does: alone in the Organization.
    await world.sql(
      `DO $$ BEGIN PERFORM pg_advisory_xact_lock(hashtextextended('${acme.id}', 20261123));
         UPDATE tenancy.space_grant SET valid_to = clock_timestamp() WHERE grant_id = '${grant}'; END $$`,
    );
    const exists = async (): Promise<boolean> =>
      (await world.sql('SELECT 1 FROM files.file WHERE file_id = $1', [fileId])).length > 0;
    const atAcknowledgement = await exists();
    await sending;
    const made = await exists();
    return { made, late: made && !atAcknowledgement };
  }
  const races = async () => {
    const found: { made: boolean; late: boolean }[] = [];
    for (let round = 0; round < 14; round += 1) found.push(await race(round));
    return found;
  };

  test('complete nothing after an acknowledged revocation; without the writers’ lock they would', async () => {
    const APPEND =
      'compliance.append_entry(uuid, text, text, uuid, text, text, text, text, text, text, text)';
    // The statement has been allowed, its commit is still to come: that is when the revocation has to wait.
    const slow = (source: string): string =>
      source.replace('RETURN entry;', 'PERFORM pg_sleep(0.1); RETURN entry;');
    await changed(APPEND, slow, async () => {
      const held = await races();
      expect(held.filter(({ late }) => late)).toEqual([]);
      expect(held.filter(({ made }) => made).length).toBeGreaterThan(0);
      const unlocked = (source: string): string =>
        source.replace('IF org IS NULL THEN RETURN; END IF;', 'RETURN;');
      await changed('platform.enter_write(boolean)', unlocked, async () => {
        expect((await races()).filter(({ late }) => late).length).toBeGreaterThan(0);
      });
    });
  });
});
