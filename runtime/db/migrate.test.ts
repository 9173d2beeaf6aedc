import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase, type ClonedDatabase } from '../testing/cluster.js';
import { findDatabaseFaults } from './assertions.js';
import { withClient } from './bootstrap.js';
import { createTable, technical } from './table.js';

describe('the database refuses to be served unfit', () => {
  let db: ClonedDatabase;
  beforeAll(async () => {
    db = await cloneDatabase();
  });
  afterAll(() => db.drop());

  it('is fit after the migrations', async () => {
    expect(await findDatabaseFaults(db.adminUrl)).toEqual([]);
  });
});
