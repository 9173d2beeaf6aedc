import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDataDirectory } from './data-directory.js';
import { snapshotDatabase, SNAPSHOTS_KEPT } from './snapshot.js';

it('copies the database and keeps the newest three copies', async () => {
  const scratch = join(import.meta.dirname, '../.data/test');
  mkdirSync(scratch, { recursive: true });
  const folder = mkdtempSync(join(scratch, 'snapshot-'));
  try {
    const data = await openDataDirectory(folder, 4000);
    mkdirSync(join(data.postgres, 'base'), { recursive: true });
    const taken = [1, 2, 3, 4].map((day) => {
      writeFileSync(join(data.postgres, 'base/1'), `day ${day}`);
      return snapshotDatabase(data, '0.1.0', new Date(Date.UTC(2026, 0, day)));
    });
    expect(SNAPSHOTS_KEPT).toBe(3);
    expect(readdirSync(data.snapshots).map((name) => join(data.snapshots, name))).toEqual(taken.slice(1));
    expect(readFileSync(join(taken[3]!, 'base/1'), 'utf8')).toBe('day 4');
    data.release();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
