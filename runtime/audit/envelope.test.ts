import 'reflect-metadata';
import { defineEntity } from '@mikro-orm/core';
import pg from 'pg';
import { Arg, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inOrganization, may, signedIn } from '../access/rules.js';
import { KopexaError, notFound } from '../errors/catalogue.js';
import type { Context } from '../graphql/context.js';
import { newId } from '../graphql/ids.js';
import type { SubgraphDefinition } from '../graphql/subgraph.js';
import { createWorld, type Person, type TestOrganization, type World } from '../testing/world.js';

const Account = defineEntity({
  name: 'Account',
  schema: 'identity',
  tableName: 'account',
  properties: (p) => ({ accountId: p.uuid().primary(), name: p.string() }),
});

@Resolver()
class ExampleResolver {
  @Query(() => String, { nullable: true })
  secret(@Arg('id', () => String) id: string): string {
    throw notFound('Document', id);
  }

  @Directive('@audit(action: "account.rename", subject: "Account")')
  @Mutation(() => Boolean)
  async rename(@Arg('name', () => String) name: string, @Ctx() ctx: Context): Promise<boolean> {
    const account = await ctx.change.em.findOneOrFail(Account, { accountId: ctx.actor.userId! });
    account.name = name;
    ctx.change.subject(account.accountId);
    await ctx.change.em.flush();
    if (name === 'fail') throw new Error('canary-stack-trace');
    if (name === 'conflict') throw new KopexaError('CONFLICT');
    return true;
  }

  @Directive('@audit(action: "account.touch", subject: "Account")')
  @Mutation(() => Boolean)
  forgetful(): boolean {
    return true;
  }

  @Directive('@audit(action: "account.sort", subject: "Account")')
  @Mutation(() => Boolean)
  sort(
    @Arg('ids', () => [String]) ids: string[],
    @Arg('note', () => Boolean) note: boolean,
    @Ctx() ctx: Context,
  ): boolean {
    const fact = { entity: 'Account', field: 'place', class: 'technical' } as const;
    for (const [after, id] of ids.entries()) ctx.change.entry(id, [{ ...fact, id, after }]);
    if (note) ctx.change.note({ ...fact, id: ids[0]!, after: 'nowhere' });
    return true;
  }

  @Directive('@audit(action: "account.place", subject: "Account")')
  @Mutation(() => Boolean)
  place(@Arg('spaceId', () => String) spaceId: string, @Ctx() ctx: Context): boolean {
    ctx.change.subject(ctx.actor.userId!);
    ctx.change.space(spaceId);
    if (spaceId === 'no id') throw notFound('Space', spaceId);
    return true;
  }

  @Directive('@audit(action: "account.alone", subject: "Account", alone: true)')
  @Mutation(() => Boolean)
  alone(): boolean {
    return true;
  }

  @Directive('@audit(action: "account.guarded", subject: "Account")')
  @Mutation(() => Boolean)
  guarded(): boolean {
    return true;
  }
}

const example: SubgraphDefinition<null> = {
  name: 'identity',
  resolvers: [ExampleResolver],
  references: {},
  rules: {
    Query: { secret: inOrganization },
    Mutation: {
      rename: signedIn,
      forgetful: signedIn,
      place: signedIn,
      sort: signedIn,
      guarded: inOrganization,
      alone: may('member.manage'),
    },
  },
  entities: [Account],
  services: () => null,
};

interface Entry {
  action: string;
  outcome: string;
  code: string | null;
  subject_id: string | null;
  org_id: string | null;
  space_id: string | null;
  actor_id: string | null;
  changes: string;
}

/** A connection that holds the lock as a writer of the Organization does. */
async function openWriter(world: World, { id }: TestOrganization): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: world.db.adminUrl });
  await client.connect();
  await client.query('SELECT pg_advisory_lock_shared(hashtextextended($1, 20261123))', [id]);
  return client;
}

describe('the audit envelope', () => {
  let world: World;
  let ada: Person;
  let acme: TestOrganization;
  beforeAll(async () => {
    world = await createWorld([example]);
    ada = await world.person('Ada Lange');
    acme = await world.organization('acme');
    await world.join(ada, acme, 'owner');
  });
  afterAll(() => world.close());

  const entries = (): Promise<Entry[]> =>
    world.sql<Entry>('SELECT * FROM compliance.audit_entry ORDER BY at, entry_id');
  const nameOf = async (): Promise<string> =>
    (
      await world.sql<{ name: string }>('SELECT name FROM identity.account WHERE account_id = $1', [ada.id])
    )[0]!.name;
  async function added(document: string, organization: TestOrganization | null = acme) {
    const before = (await entries()).length;
    const answer = await world.as(ada, organization).at('identity').run(document);
    return { answer, entries: (await entries()).slice(before) };
  }

  it('writes an entry for each of several subjects, with what happened to it and nothing else', async () => {
    const ids = [newId(), newId()];
    const sort = (note: boolean): string => `mutation { sort(ids: ${JSON.stringify(ids)}, note: ${note}) }`;
    const { entries: written } = await added(sort(false));
    const change = (id: string, after: number) => [
      { entity: 'Account', id, field: 'place', class: 'technical', after },
    ];
    expect(written.map((entry) => [entry.subject_id, entry.outcome, JSON.parse(entry.changes)])).toEqual(
      expect.arrayContaining(ids.map((id, index) => [id, 'ok', change(id, index)])),
    );
    expect(written).toHaveLength(2);
    const lost = await added(sort(true));
    expect(lost.answer.errors[0]?.extensions.code).toBe('INTERNAL');
    expect(lost.entries).toMatchObject([{ outcome: 'failed' }]);
  });

  it('writes the change and one entry with it: who, what, where, and no personal data in the clear', async () => {
    const { answer, entries: written } = await added('mutation { rename(name: "Ada Lovelace") }');
    expect(answer.data).toEqual({ rename: true });
    expect(written).toMatchObject([
      {
        action: 'account.rename',
        outcome: 'ok',
        code: null,
        subject_id: ada.id,
        actor_id: ada.id,
        org_id: acme.id,
      },
    ]);
    const [change] = JSON.parse(written[0]!.changes) as {
      field: string;
      class: string;
      before: { cipher: string; subject: string };
      after: { cipher: string; subject: string };
    }[];
    expect(change).toMatchObject({ field: 'name', class: 'personal', after: { subject: ada.id } });
    expect(written[0]!.changes).not.toContain('Lovelace');
    const [key] = await world.sql<{ wrapped_key: Buffer }>(
      'SELECT wrapped_key FROM platform.subject_key WHERE subject_id = $1',
      [ada.id],
    );
    const clear = world.keyring.unwrapSubjectKey(ada.id, key!.wrapped_key);
    const opened = world.keyring.openFor(ada.id, clear, Buffer.from(change!.after.cipher, 'base64'));
    expect(JSON.parse(opened.toString())).toBe('Ada Lovelace');
  });

  it('rolls a failed change back, records it as failed and tells the client nothing of why', async () => {
    const before = await nameOf();
    const { answer, entries: written } = await added('mutation { rename(name: "fail") }');
    expect(answer.errors).toMatchObject([{ extensions: { code: 'INTERNAL', requestId: 'test-request' } }]);
    expect(answer.text).not.toContain('canary-stack-trace');
    expect(written).toMatchObject([
      { outcome: 'failed', code: 'INTERNAL', subject_id: ada.id, changes: '[]' },
    ]);
    expect(await nameOf()).toBe(before);
  });

  it('records a denial by a rule as denied, once', async () => {
    const { answer, entries: written } = await added('mutation { guarded }', null);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect(written).toMatchObject([
      { action: 'account.guarded', outcome: 'denied', code: 'NOT_FOUND', org_id: null },
    ]);
  });

  it('refuses by rule before it takes a lock: who may change nothing makes nobody wait', async () => {
    const guest = await world.person('Gus Guest');
    await world.join(guest, acme, 'guest');
    const writer = await openWriter(world, acme);
    const answer = await world.as(guest, acme).at('identity').run('mutation { alone }');
    await writer.end();
    expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('refuses a change that does not say what it was about', async () => {
    const { answer, entries: written } = await added('mutation { forgetful }');
    expect(answer.errors).toMatchObject([{ extensions: { code: 'INTERNAL' } }]);
    expect(written).toMatchObject([{ outcome: 'failed' }]);
  });

  it('refuses a change whose entry cannot be written', async () => {
    const before = await nameOf();
    await world.sql('REVOKE EXECUTE ON FUNCTION compliance.append_entry FROM kopexa_identity');
    const { answer, entries: written } = await added('mutation { rename(name: "unseen") }');
    await world.sql('GRANT EXECUTE ON FUNCTION compliance.append_entry TO kopexa_identity');
    expect(answer.errors).toMatchObject([{ extensions: { code: 'INTERNAL' } }]);
    expect(written).toEqual([]);
    expect(await nameOf()).toBe(before);
  });

  it('keeps an entry where the people in charge see it, whatever Space was named', async () => {
    const own = await world.space(acme, 'Own');
    const foreign = await world.space(await world.organization('rival'), 'Foreign');
    const placed = async (id: string) => (await added(`mutation { place(spaceId: "${id}") }`)).entries;
    expect(await placed(own)).toMatchObject([{ outcome: 'ok', space_id: own }]);
    expect(await placed(foreign)).toMatchObject([{ outcome: 'ok', org_id: acme.id, space_id: null }]);
    expect(await placed('no id')).toMatchObject([{ outcome: 'denied', code: 'NOT_FOUND', space_id: null }]);
  });

  it('records a refused read in the Organization of the one who asked', async () => {
    const id = '01890000-0000-7000-8000-000000000000';
    const { entries: written } = await added(`{ secret(id: "${id}") }`);
    expect(written).toMatchObject([
      { action: 'document.read', outcome: 'denied', code: 'NOT_FOUND', subject_id: id, org_id: acme.id },
    ]);
  });

  it('answers nobody without a valid passport, and runs no resolver', async () => {
    const before = (await entries()).length;
    const body = JSON.stringify({ query: 'mutation { rename(name: "x") }' });
    for (const passport of [undefined, '', 'a.b', 'e30.e30']) {
      expect((await world.subgraph('identity').handle({ passport, body })).status).toBe(401);
    }
    expect((await entries()).length).toBe(before);
  });
});
