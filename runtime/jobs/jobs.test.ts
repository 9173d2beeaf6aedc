import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findDatabaseFaults } from '../db/assertions.js';
import { withClient } from '../db/bootstrap.js';
import { cloneDatabase, type ClonedDatabase } from '../testing/cluster.js';
import { installJobs, startJobs, type Jobs } from './jobs.js';

describe('scheduled jobs', () => {
  let db: ClonedDatabase;
  let jobs: Jobs;
  const ran: string[] = [];
  const reported: string[] = [];

  beforeAll(async () => {
    db = await cloneDatabase();
    await installJobs(db.adminUrl);
    await installJobs(db.adminUrl);
    jobs = await startJobs({
      databaseUrl: db.logins.kopexa_worker,
      report: (_error, job) => reported.push(job),
      jobs: [
        {
          name: 'at.start',
          schedule: '0 3 * * *',
          atStart: true,
          run: () => Promise.resolve(void ran.push('at.start')),
        },
        { name: 'by.clock', schedule: '0 3 * * *', run: () => Promise.resolve(void ran.push('by.clock')) },
        { name: 'broken', schedule: '0 3 * * *', run: () => Promise.reject(new Error('broken')) },
      ],
    });
  });
  afterAll(async () => {
    await jobs.close();
    await db.drop();
  });

  const enqueue = (name: string) =>
    withClient(db.logins.kopexa_worker, (client) =>
      client.query('SELECT graphile_worker.add_job($1)', [name]),
    );

  it('run at start when they ask for it', () => {
    expect(ran).toEqual(['at.start']);
  });

  it('run as the worker login when they are due', async () => {
    await enqueue('by.clock');
    await vi.waitFor(() => expect(ran).toContain('by.clock'), 5_000);
  });

  it('are reported when they fail, and kept for another try', async () => {
    await enqueue('broken');
    await vi.waitFor(() => expect(reported).toEqual(['broken']), 5_000);
    await vi.waitFor(async () => {
      const { rows } = await withClient(db.adminUrl, (client) =>
        client.query("SELECT attempts FROM graphile_worker.jobs WHERE task_identifier = 'broken'"),
      );
      expect(rows).toEqual([{ attempts: 1 }]);
    });
  });

  it('leave the worker login harmless', async () => {
    expect(await findDatabaseFaults(db.adminUrl)).toEqual([]);
  });
});
