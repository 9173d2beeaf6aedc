import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { tenancySubgraph } from '../subgraph.js';

const DELETE = `mutation ($input: DeleteSpaceInput!) {
  deleteSpace(input: $input) { id name deletesAt deletedBy { id } documents files } }`;
const RESTORE = 'mutation ($id: ID!) { restoreSpace(spaceId: $id) { name grants } }';
const TAKE_OVER = 'mutation ($id: ID!) { restoreSpace(spaceId: $id, takeOver: true) { grants } }';
const LIST = '{ organization { deletedSpaces { id name } spaces { id } } }';
const EFFECT = 'query ($id: ID!) { space(id: $id) { deletionEffect { grants documents openRequests } } }';

interface Lists {
  readonly organization: { readonly deletedSpaces: { id: string }[]; readonly spaces: { id: string }[] };
}

describe('the end of a Space', () => {
  let world: World;
  let acme: TestOrganization;
  let [owner, admin, manager, editor, gone, viewer]: Person[] = [];

  beforeAll(async () => {
    world = await createWorld([tenancySubgraph]);
    acme = await world.organization('acme');
    [owner, admin, manager, editor, gone, viewer] = await Promise.all(
      ['Olga', 'Adam', 'Mona', 'Edda', 'Gero', 'Vera'].map((name) => world.person(name)),
    );
    await world.join(owner!, acme, 'owner');
    await world.join(admin!, acme, 'admin');
    for (const person of [manager!, editor!, gone!, viewer!]) await world.join(person, acme, 'member');
  });
  afterAll(() => world.close());

  const as = (person: Person) => world.as(person, acme).at('tenancy');
  const codeOf = async (person: Person, document: string, variables: Record<string, unknown>) =>
    (await as(person).run(document, variables)).errors[0]?.extensions.code;
  const lists = async (person: Person) => (await as(person).run<Lists>(LIST)).data.organization;

  async function filled(name: string): Promise<string> {
    const id = await world.space(acme, name);
    await world.grant(manager!, acme, id, 'manager');
    await world.grant(editor!, acme, id, 'editor');
    await world.grant(gone!, acme, id, 'viewer');
    return id;
  }
  const input = (spaceId: string, confirmation: string) => ({ input: { spaceId, confirmation } });
  const holders = async (spaceId: string): Promise<string[]> =>
    (
      await world.sql<{ account: string }>(
        'SELECT principal_id AS account FROM tenancy.space_grant WHERE space_id = $1 AND valid_to > now()',
        [spaceId],
      )
    )
      .map(({ account }) => account)
      .sort();

  it('is decided by its managers alone, with its name typed', async () => {
    const id = await filled('Wichtig');
    expect(await codeOf(editor!, DELETE, input(id, 'Wichtig'))).toBe('FORBIDDEN');
    // Admins without a grant do not even know that it is there.
    expect(await codeOf(admin!, DELETE, input(id, 'Wichtig'))).toBe('NOT_FOUND');
    const wrong = await as(manager!).run(DELETE, input(id, 'Unwichtig'));
    expect(wrong.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.confirmation' });
    expect((await as(manager!).run(EFFECT, { id })).data).toEqual({
      space: { deletionEffect: { grants: 3, documents: 0, openRequests: 0 } },
    });
    expect((await as(editor!).run(EFFECT, { id })).data).toEqual({ space: { deletionEffect: null } });
  });

  it('ends every grant at that moment, and everybody loses sight of it', async () => {
    const id = await filled('Vergeht');
    const { data, errors } = await as(manager!).run(DELETE, input(id, ' Vergeht '));
    expect(errors).toEqual([]);
    expect(data).toMatchObject({ deleteSpace: { id, name: 'Vergeht', deletedBy: { id: manager!.id } } });
    expect(await holders(id)).toEqual([]);
    for (const person of [manager!, editor!]) {
      expect((await lists(person)).spaces.map((space) => space.id)).not.toContain(id);
      expect(await codeOf(person, EFFECT, { id })).toBe('NOT_FOUND');
    }
    expect(await codeOf(manager!, DELETE, input(id, 'Vergeht'))).toBe('NOT_FOUND');
    const knowers = await Promise.all(
      [owner!, admin!, manager!, editor!, viewer!].map(async (person) =>
        (await lists(person)).deletedSpaces.some((space) => space.id === id),
      ),
    );
    expect(knowers).toEqual([true, true, true, false, false]);
  });

  it('can be taken back, with the access of those who are still here and the ends that they had', async () => {
    const id = await filled('Kommt zurück');
    const guest = await world.person('Tim auf Zeit');
    await world.join(guest, acme, 'guest');
    const until = new Date(Date.now() + 5 * 86_400_000).toISOString();
    const limited = await world.grant(guest, acme, id, 'viewer');
    await world.sql('UPDATE tenancy.space_grant SET valid_to = $2 WHERE grant_id = $1', [limited, until]);
    await as(manager!).run(DELETE, input(id, 'Kommt zurück'));
    await world.sql('UPDATE tenancy.membership SET valid_to = now() WHERE org_id = $1 AND account_id = $2', [
      acme.id,
      gone!.id,
    ]);
    expect(await codeOf(editor!, RESTORE, { id })).toBe('NOT_FOUND');
    expect((await as(admin!).run(RESTORE, { id })).data).toEqual({
      restoreSpace: { name: 'Kommt zurück', grants: 3 },
    });
    expect(await holders(id)).toEqual([manager!.id, editor!.id, guest.id].sort());
    const [back] = await world.sql<{ valid_to: Date }>(
      'SELECT valid_to FROM tenancy.space_grant WHERE space_id = $1 AND principal_id = $2 AND valid_to > now()',
      [id, guest.id],
    );
    expect(back!.valid_to.toISOString()).toBe(until);
    // Who brought it back has no more access than before.
    expect((await lists(admin!)).spaces.map((space) => space.id)).not.toContain(id);
    expect((await lists(manager!)).spaces.map((space) => space.id)).toContain(id);
    expect(await codeOf(admin!, RESTORE, { id })).toBe('NOT_FOUND');
  });

  it('is not taken back without anybody to manage it, and says what to do', async () => {
    const id = await world.space(acme, 'Verwaist');
    const alone = await world.person('Alma Allein');
    await world.join(alone, acme, 'member');
    await world.grant(alone, acme, id, 'manager');
    await as(alone).run(DELETE, input(id, 'Verwaist'));
    await world.sql('UPDATE tenancy.membership SET valid_to = now() WHERE org_id = $1 AND account_id = $2', [
      acme.id,
      alone.id,
    ]);
    const { errors } = await as(admin!).run(RESTORE, { id });
    expect(errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'spaceId' });
    expect(await holders(id)).toEqual([]);
    expect((await as(admin!).run(TAKE_OVER, { id })).data).toEqual({ restoreSpace: { grants: 1 } });
    expect(await holders(id)).toEqual([admin!.id]);
    // Only where nobody else is left.
    const other = await filled('Nicht verwaist');
    await as(manager!).run(DELETE, input(other, 'Nicht verwaist'));
    await as(admin!).run(TAKE_OVER, { id: other });
    expect(await holders(other)).not.toContain(admin!.id);
  });

  it('is final after thirty days: content goes, the history of who could do what stays', async () => {
    const id = await filled('Endgültig');
    await as(manager!).run(DELETE, input(id, 'Endgültig'));
    expect(await world.sql('SELECT * FROM tenancy.due_spaces()')).toEqual([]);
    await world.sql("UPDATE tenancy.space SET deletes_at = now() - interval '1 second' WHERE space_id = $1", [
      id,
    ]);
    await world.sql('SELECT * FROM tenancy.erase_space($1, $2)', [acme.id, id]);
    const [row] = await world.sql(
      'SELECT name, purged_at IS NOT NULL AS purged FROM tenancy.space WHERE space_id = $1',
      [id],
    );
    expect(row).toEqual({ name: '–', purged: true });
    expect(await world.sql('SELECT 1 FROM tenancy.space_grant WHERE space_id = $1', [id])).toHaveLength(3);
    expect(await codeOf(admin!, RESTORE, { id })).toBe('NOT_FOUND');
  });

  it('of another Organization looks like none at all', async () => {
    const rival = await world.organization('rival');
    const eve = await world.person('Eve');
    await world.join(eve, rival, 'owner');
    const id = await filled('Fremd');
    await as(manager!).run(DELETE, input(id, 'Fremd'));
    const foreign = await world.as(eve, rival).at('tenancy').run(RESTORE, { id });
    const missing = await world.as(eve, rival).at('tenancy').run(RESTORE, { id: owner!.id });
    expect(foreign.errors[0]?.extensions.code).toBe('NOT_FOUND');
    expect(foreign.text.replaceAll(id, owner!.id)).toBe(missing.text);
  });
});
