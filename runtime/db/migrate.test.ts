import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase, type ClonedDatabase } from '../testing/cluster.js';
import { findDatabaseFaults } from './assertions.js';
import { withClient } from './bootstrap.js';
import { migrate } from './migrate.js';
import { createTable, personal, technical } from './table.js';

describe('the database', () => {
  let db: ClonedDatabase;
  beforeAll(async () => {
    db = await cloneDatabase();
  });
  afterAll(() => db.drop());

  /** Plants a fault, looks what the boot assertion says, and takes the fault away again. */
  async function faultsWith(plant: string, remove: string): Promise<string[]> {
    await withClient(db.adminUrl, (client) => client.query(plant));
    try {
      return await findDatabaseFaults(db.adminUrl);
    } finally {
      await withClient(db.adminUrl, (client) => client.query(remove));
    }
  }

  it('is fit to serve after the migrations', async () => {
    expect(await findDatabaseFaults(db.adminUrl)).toEqual([]);
  });

  it('is not migrated twice', async () => {
    expect(await migrate({ adminUrl: db.adminUrl })).toEqual({ applied: [], unknown: [] });
  });

  it('is refused, untouched, when it is newer than the program', async () => {
    const name = '2099-01-01-0000-from-the-future';
    await withClient(db.adminUrl, (client) =>
      client.query('INSERT INTO platform.migration (name) VALUES ($1)', [name]),
    );
    expect(await migrate({ adminUrl: db.adminUrl })).toEqual({ applied: [], unknown: [name] });
    expect(await findDatabaseFaults(db.adminUrl)).toEqual([
      expect.stringContaining('start the version that wrote the data'),
    ]);
    await withClient(db.adminUrl, (client) =>
      client.query('DELETE FROM platform.migration WHERE name = $1', [name]),
    );
  });

  it('is refused with a table that lacks row-level security', async () => {
    const faults = await faultsWith(
      `CREATE TABLE content.loose (a int); COMMENT ON COLUMN content.loose.a IS '{"class":"technical"}'`,
      'DROP TABLE content.loose',
    );
    expect(faults).toEqual([
      expect.stringContaining(
        'Table content.loose has no forced row-level security: create it with createTable()',
      ),
    ]);
  });

  it('is refused with a table whose row-level security is not forced', async () => {
    const faults = await faultsWith(
      'ALTER TABLE content.document NO FORCE ROW LEVEL SECURITY',
      'ALTER TABLE content.document FORCE ROW LEVEL SECURITY',
    );
    expect(faults).toEqual([expect.stringContaining('content.document')]);
  });

  it('is refused with a column that nobody classified', async () => {
    const faults = await faultsWith(
      'ALTER TABLE content.document ADD COLUMN extra text',
      'ALTER TABLE content.document DROP COLUMN extra',
    );
    expect(faults).toEqual([expect.stringContaining('Column content.document.extra is not classified')]);
  });

  it('is refused with a table that a login may touch without a tenant policy', async () => {
    const faults = await faultsWith(
      'GRANT SELECT ON tenancy.role TO kopexa_content',
      'REVOKE SELECT ON tenancy.role FROM kopexa_content',
    );
    expect(faults).toEqual([
      expect.stringContaining(
        'Login kopexa_content may touch tenancy.role without a restrictive tenant policy',
      ),
    ]);
  });

  it('is refused with a table whose tenant policy is gone, whatever other restrictive policy it has', async () => {
    const faults = await faultsWith(
      'ALTER POLICY tenant ON content.document RENAME TO another',
      'ALTER POLICY another ON content.document RENAME TO tenant',
    );
    expect(faults).toContainEqual(
      expect.stringContaining(
        'Login kopexa_content may touch content.document without a restrictive tenant policy',
      ),
    );
  });

  it('is refused with a login that may create functions', async () => {
    const faults = await faultsWith(
      'GRANT CREATE ON SCHEMA content TO kopexa_content',
      'REVOKE CREATE ON SCHEMA content FROM kopexa_content',
    );
    expect(faults).toEqual([
      expect.stringContaining('Login kopexa_content is dangerous (may create in schema content)'),
    ]);
  });

  it('is refused with a login that may go past the policies', async () => {
    const faults = await faultsWith(
      'GRANT TRUNCATE ON content.document TO kopexa_content',
      'REVOKE TRUNCATE ON content.document FROM kopexa_content',
    );
    expect(faults).toEqual([
      expect.stringContaining('Login kopexa_content may go past the policies of content.document'),
    ]);
  });

  it('is refused with a view that shows what its owner sees', async () => {
    for (const kind of ['VIEW', 'MATERIALIZED VIEW']) {
      const faults = await faultsWith(
        `CREATE ${kind} content.titles_of_all AS SELECT document_id FROM content.document`,
        `DROP ${kind} content.titles_of_all`,
      );
      expect(faults).toEqual([
        expect.stringContaining('View content.titles_of_all shows what its owner sees'),
      ]);
    }
  });

  it('is refused with a definer function whose search_path is open or whose owner is a superuser', async () => {
    const create = (more: string) =>
      `CREATE FUNCTION content.loose() RETURNS int LANGUAGE sql SECURITY DEFINER ${more} AS 'SELECT 1';
       REVOKE ALL ON FUNCTION content.loose() FROM PUBLIC;`;
    const fixed = 'SET search_path = pg_catalog, pg_temp';
    for (const sql of [
      `${create('')} ALTER FUNCTION content.loose() OWNER TO kopexa_definer`,
      create(fixed),
    ]) {
      const faults = await faultsWith(sql, 'DROP FUNCTION content.loose()');
      expect(faults).toEqual([expect.stringContaining('Function content.loose() runs as')]);
    }
  });

  it('is refused with a definer function that anybody may call', async () => {
    const faults = await faultsWith(
      'GRANT EXECUTE ON FUNCTION platform.mint_context(text, uuid, uuid, uuid, smallint, integer) TO PUBLIC',
      'REVOKE EXECUTE ON FUNCTION platform.mint_context(text, uuid, uuid, uuid, smallint, integer) FROM PUBLIC',
    );
    expect(faults).toEqual([expect.stringContaining('may be called by anybody')]);
  });
});

describe('createTable', () => {
  it('forces row-level security and a restrictive tenant policy on whatever it creates', () => {
    const sql = createTable({
      name: 'content.example',
      scope: 'organization',
      columns: { org_id: technical('uuid NOT NULL') },
      policies: [{ login: 'kopexa_content', for: 'SELECT', using: 'true' }],
    });
    expect(sql).toContain('FORCE ROW LEVEL SECURITY');
    expect(sql).toContain('AS RESTRICTIVE TO kopexa_content USING (org_id = (SELECT platform.org_id()))');
  });

  it('refuses personal data without purpose and retention', () => {
    const table = {
      name: 'content.example',
      scope: 'internal' as const,
      columns: { mail: personal('text', '', '') },
    };
    expect(() => createTable(table)).toThrow('declare its purpose and retention');
  });
});
