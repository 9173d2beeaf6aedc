import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';

const FIELDS =
  'key label kind options minimum maximum value isDefault version versions { version value previousValue reason restoredFrom author { id } }';
const LIST = `{ organization { settings { ${FIELDS} } } }`;
const SET = `mutation ($input: UpdateSettingInput!) { updateSetting(input: $input) { ${FIELDS} } }`;
const RESTORE = `mutation ($input: RestoreSettingInput!) { restoreSetting(input: $input) { ${FIELDS} } }`;
const KEY = 'documents.review_months';

describe('settings', () => {
  let world: World;
  let acme: TestOrganization;
  let [admin, member]: Person[] = [];
  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
    acme = await world.organization('acme');
    [admin, member] = [await world.person('Admin'), await world.person('Member')];
    await world.join(admin, acme, 'admin');
    await world.join(member, acme, 'member');
  });
  afterAll(() => world.close());

  const as = (person: Person | undefined, locale: 'de' | 'en' = 'en') =>
    world.as(person!, acme, { locale }).at('tenancy');
  const set = (value: string, expectedVersion: number, key = KEY) =>
    as(admin).run(SET, { input: { key, value, reason: 'Because', expectedVersion } });

  it('start at their default, in the reader’s language', async () => {
    const german = await as(admin, 'de').run<{ organization: { settings: { key: string }[] } }>(LIST);
    expect(german.data.organization.settings.find((setting) => setting.key === KEY)).toEqual({
      key: KEY,
      label: 'Prüfintervall für Dokumente',
      kind: 'NUMBER',
      options: null,
      minimum: 0,
      maximum: 36,
      value: '12',
      isDefault: true,
      version: 0,
      versions: [],
    });
  });

  it('keep every change with author and reason, and are restored as a new version', async () => {
    expect((await set('06', 0)).data).toMatchObject({
      updateSetting: { value: '6', version: 1, isDefault: false },
    });
    expect((await set('24', 1)).data).toMatchObject({ updateSetting: { value: '24', version: 2 } });
    const restored = await as(admin).run(RESTORE, {
      input: { key: KEY, version: 1, reason: 'Too long', expectedVersion: 2 },
    });
    const author = { id: admin!.id };
    expect(restored.data).toMatchObject({
      restoreSetting: {
        value: '6',
        version: 3,
        versions: [
          { version: 3, value: '6', previousValue: '24', reason: 'Too long', restoredFrom: 1, author },
          { version: 2, value: '24', previousValue: '6', reason: 'Because', restoredFrom: null, author },
          { version: 1, value: '6', previousValue: '12', reason: 'Because', restoredFrom: null, author },
        ],
      },
    });
    const initial = await as(admin).run(RESTORE, {
      input: { key: KEY, version: 0, reason: 'Default', expectedVersion: 3 },
    });
    expect(initial.data).toMatchObject({ restoreSetting: { value: '12', isDefault: true, version: 4 } });
    const entries = await world.sql<{ changes: string }>(
      "SELECT changes FROM compliance.audit_entry WHERE action = 'setting.restore' AND outcome = 'ok' ORDER BY at",
    );
    expect(JSON.parse(entries[0]!.changes)).toContainEqual(
      expect.objectContaining({ field: KEY, class: 'technical', before: '24', after: '6' }),
    );
    expect(entries[0]!.changes).not.toContain('Too long');
  });

  it('refuse a change that rests on an old version and tell where they stand', async () => {
    await set('en', 0, 'general.language');
    const late = await set('en', 0, 'general.language');
    expect(late.errors[0]?.extensions).toMatchObject({
      code: 'CONFLICT',
      details: { currentVersion: 1, currentValue: 'en', authorId: admin!.id },
    });
  });

  it('let only one of two simultaneous changes win', async () => {
    const key = 'documents.coalesce_minutes';
    const answers = await Promise.all(['5', '15', '25'].map((value) => set(value, 0, key)));
    const codes = answers.map(({ errors }) => errors[0]?.extensions.code ?? 'OK').sort();
    expect(codes).toEqual(['CONFLICT', 'CONFLICT', 'OK']);
  });

  it('say which values are possible', async () => {
    for (const value of ['37', '-1', '1.5', '', 'x', '0x1']) {
      expect((await set(value, 4)).errors[0]?.extensions).toMatchObject({
        code: 'INVALID_INPUT',
        field: 'input.value',
      });
    }
    expect((await set('fr', 1, 'general.language')).errors[0]?.message).toContain('de, en');
    expect((await set('1', 0, 'unknown.key')).errors[0]?.extensions).toMatchObject({ field: 'input.key' });
    expect((await set('12', 4)).errors[0]?.message).toContain('in force already');
  });

  it('say who may change them, by what everybody holds at the moment', async () => {
    const ASK = '{ organization { settingsChangeableBy { id } } }';
    const named = async (): Promise<string[]> => {
      const { data, errors } = await as(admin).run<{
        organization: { settingsChangeableBy: { id: string }[] };
      }>(ASK);
      expect(errors).toEqual([]);
      return data.organization.settingsChangeableBy.map(({ id }) => id).sort();
    };
    expect(await named()).toEqual([admin!.id]);
    const second = await world.person('Second');
    await world.join(second, acme, 'admin');
    expect(await named()).toEqual([admin!.id, second.id].sort());
    await world.sql('UPDATE tenancy.membership SET valid_to = clock_timestamp() WHERE account_id = $1', [
      second.id,
    ]);
    expect(await named()).toEqual([admin!.id]);
    expect((await as(member).run(ASK)).errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('of the operator count in its Organization alone, and are unknown in others', async () => {
    const key = 'operator.canary_hours';
    expect((await as(admin).run(LIST)).text).not.toContain(key);
    expect((await set('1', 0, key)).errors[0]).toMatchObject({
      extensions: { code: 'INVALID_INPUT', field: 'input.key' },
      message: expect.not.stringContaining(key) as string,
    });
    const operator = await world.organization('operator');
    await world.sql('UPDATE tenancy.organization SET is_operator = true WHERE org_id = $1', [operator.id]);
    await world.join(admin!, operator, 'admin');
    expect((await world.as(admin!, operator).at('tenancy').run(LIST)).text).toContain(key);
  });

  it('are closed to members, who still live by them', async () => {
    expect((await as(member).run(LIST)).errors[0]?.extensions.code).toBe('FORBIDDEN');
    const input = { key: KEY, value: '1', reason: 'Because', expectedVersion: 4 };
    expect((await as(member).run(SET, { input })).errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('cannot be rewritten by the subgraph’s own login', async () => {
    const [rights] = await world.sql<{ updates: boolean; deletes: boolean }>(
      `SELECT has_any_column_privilege('kopexa_tenancy', 'tenancy.setting_version', 'UPDATE') AS updates,
              has_table_privilege('kopexa_tenancy', 'tenancy.setting_version', 'DELETE') AS deletes`,
    );
    expect(rights).toEqual({ updates: false, deletes: false });
  });
});
