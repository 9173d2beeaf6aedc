import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackupKeys } from '#runtime/backup/keys.js';
import { archiveObjects } from '#runtime/backup/objects.js';
import { createKeyring } from '#runtime/crypto/keyring.js';
import { withClient } from '#runtime/db/bootstrap.js';
import { diskStore } from '#runtime/storage/disk-store.js';
import { checkFiles } from '#standalone/backup/check-files.js';
import { chooseBackup, readMasterKey } from '#standalone/backup/choose-backup.js';
import { restoreBackup } from '#standalone/backup/restore.js';
import { archiveUpToNow, takeBackup } from '#standalone/backup/take-backup.js';
import { DEMO_FILES } from '#standalone/demo/files/demo-files.js';
import { seedFiles } from '#standalone/demo/files/seed-files.js';
import { scratchFolder } from '#tests/kit/product.js';
import { fillWithDemo, install, type TestInstallation } from './installation.js';

const VERSIONS = DEMO_FILES.flatMap(({ versions }) => versions).length;

/** Pictures made of an image; they have no checksum of their own. */
const OF_IMAGE = /-(preview|thumb)$/;

let folder: string;
let backups: string;
let store: string;
let installation: TestInstallation;

beforeAll(async () => {
  folder = scratchFolder('backup-files');
  backups = join(folder, 'kept-backups');
  installation = await install(folder, fillWithDemo);
  store = join(installation.path, 'files');
  await takeBackup(installation, { backups, keepDays: 30 });
}, 90_000);

afterAll(async () => {
  await installation?.stop().catch(() => undefined);
  rmSync(folder, { recursive: true, force: true });
});

const restore = (name: string, to?: Parameters<typeof restoreBackup>[0]['to']) =>
  restoreBackup({
    backup: chooseBackup(backups, to),
    master: readMasterKey(installation.keptKeys),
    dataDirectory: join(folder, name),
    to,
  });
const objectsIn = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('files', { timeout: 60_000 }, () => {
  it('come back after the file store was lost, each with the checksum of its row', async () => {
    const before = objectsIn(store).length;
    rmSync(store, { recursive: true });
    const report = await restore('lost-store');
    expect(report.files).toEqual({ intact: VERSIONS, broken: [], elsewhere: false });
    expect(objectsIn(join(folder, 'lost-store', 'files'))).toHaveLength(before);
  });

  it('that came after the backup come back, too, when the restore goes up to the last moment', async () => {
    await restore('again');
    // The operator puts the store back from a restore, and work goes on.
    for (const path of objectsIn(join(folder, 'again', 'files'))) {
      const name = path.split('/').at(-1)!;
      const bytes = readFileSync(path);
      const target = diskStore(store);
      await target.append(name, 0, one(bytes));
      await target.finish(name);
    }
    const keyring = createKeyring(installation.master);
    await seedFiles({ adminUrl: installation.adminUrl, keyring, store: diskStore(store) });
    await archiveUpToNow(installation, backups);
    const keys = openBackupKeys(backups, installation.master);
    expect(await archiveObjects(store, backups, keys)).toBe(0);
    rmSync(store, { recursive: true });
    const report = await restore('latest', { kind: 'latest' });
    expect(report.files).toEqual({ intact: 2 * VERSIONS, broken: [], elsewhere: false });
  });

  it('that are damaged, missing or another’s are found: the check reads every byte', async () => {
    const path = join(folder, 'latest', 'files');
    const keyring = createKeyring(installation.master);
    const check = () => withClient(installation.adminUrl, (client) => checkFiles(client, path, keyring));
    const contents = objectsIn(path).filter((each) => !OF_IMAGE.test(each));
    const [one_, two] = contents as [string, string];
    const original = readFileSync(one_);
    for (const damage of [
      () => {
        const bytes = Buffer.from(original);
        bytes[bytes.length - 20]! ^= 1;
        writeFileSync(one_, bytes);
      },
      () => writeFileSync(one_, original.subarray(0, original.length - 1)),
      () => writeFileSync(one_, readFileSync(two)),
      () => rmSync(one_),
    ]) {
      damage();
      expect((await check()).broken).toEqual([one_.split('/').at(-1)]);
    }
    writeFileSync(one_, original);
    expect((await check()).broken).toEqual([]);
    const wrongMaster = await withClient(installation.adminUrl, (client) =>
      checkFiles(client, path, createKeyring(Buffer.alloc(32))),
    );
    expect(wrongMaster.intact).toBe(0);
  });

  it('make a restore fail that would bring back rows without their bytes', async () => {
    const target = diskStore(store);
    const kept = objectsIn(join(folder, 'latest', 'files'));
    const lost = kept.find((each) => !OF_IMAGE.test(each));
    for (const path of kept.filter((each) => each !== lost)) {
      const name = path.split('/').at(-1)!;
      await target.append(name, 0, one(readFileSync(path)));
      await target.finish(name);
    }
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await takeBackup(installation, { backups, keepDays: 30 });
    await expect(restore('incomplete')).rejects.toThrow(
      /What was restored differs from the backup \(files: /,
    );
    expect(readdirSync(folder)).not.toContain('incomplete');
  });
});

async function* one(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}
