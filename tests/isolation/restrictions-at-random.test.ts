import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#runtime/graphql/ids.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import { createCompany, type Company } from '#tests/kit/company.js';
import { must } from '#tests/kit/scenario.js';

const PEOPLE = ['ada', 'ed', 'carl', 'vera', 'max'] as const;
type Name = (typeof PEOPLE)[number];
/** Who reads which of the two Spaces, and who may see what is restricted there. */
const READS = { ada: [0, 1], ed: [0, 1], carl: [0], vera: [0, 1], max: [1] } as const;
const RESTRICTS = { ada: [0, 1], ed: [], carl: [], vera: [], max: [1] } as const;

/** A document as a plain model knows it. */
interface Modelled {
  space: 0 | 1;
  parent: string | null;
  restriction: { people: readonly Name[]; groups: readonly number[] } | null;
}

/** What happens: numbers choose among the documents that there are. */
const step = fc.oneof(
  fc.record({
    kind: fc.constant('create' as const),
    below: fc.nat(),
    space: fc.constantFrom(0 as const, 1 as const),
  }),
  fc.record({
    kind: fc.constant('restrict' as const),
    which: fc.nat(),
    people: fc.subarray([...PEOPLE]),
    groups: fc.subarray([0, 1]),
  }),
  fc.record({ kind: fc.constant('lift' as const), which: fc.nat() }),
  fc.record({
    kind: fc.constant('move' as const),
    who: fc.constantFrom('ada' as const, 'ed' as const),
    which: fc.nat(),
    below: fc.nat(),
    space: fc.constantFrom(0 as const, 1 as const),
  }),
  fc.record({
    kind: fc.constant('join' as const),
    who: fc.constantFrom(...PEOPLE),
    group: fc.constantFrom(0, 1),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const CREATE = 'mutation($input: CreateDocumentInput!) { createDocument(input: $input) { id revision } }';
const PUBLISH = 'mutation($input: PublishDocumentInput!) { publishDocument(input: $input) { id } }';
const LIFT = 'mutation($id: ID!) { liftRestriction(documentId: $id) { id } }';
const named = (operation: string, type: string): string =>
  `mutation($input: ${type}!) { ${operation}(input: $input) { id } }`;
const RESTRICT = named('restrictDocument', 'RestrictDocumentInput');
const CHANGE = named('changeRestriction', 'ChangeRestrictionInput');

/** The same history in the product and in a model of forty lines. */
class History {
  readonly documents = new Map<string, Modelled>();
  readonly members = [new Set<Name>(), new Set<Name>()];
  private readonly groups = [newId(), newId()];

  constructor(private readonly company: Company) {}

  async begin(): Promise<void> {
    const { world, acme, space, other } = this.company;
    await world.sql('UPDATE content.document SET trashed_at = now(), trashed_with = document_id');
    for (const group of this.groups) {
      const row = [group, acme.id, `Gruppe ${group}`];
      await world.sql('INSERT INTO tenancy.user_group (group_id, org_id, name) VALUES ($1, $2, $3)', row);
    }
    for (const at of [space, other]) await this.create(null, at === space ? 0 : 1);
  }

  private readonly spaceId = (space: 0 | 1): string =>
    space === 0 ? this.company.space : this.company.other;
  private readonly pick = (number: number): string =>
    [...this.documents.keys()][number % this.documents.size]!;
  private readonly run = (who: Name, text: string, variables: Record<string, unknown>) =>
    this.company.as(who).run(text, variables);

  private way(id: string): string[] {
    const parent = this.documents.get(id)!.parent;
    return [id, ...(parent === null ? [] : this.way(parent))];
  }

  /** The model: the Space lets in, and every restriction on the way up does, or one may lift it anyway. */
  sees(who: Name, id: string): boolean {
    const { space } = this.documents.get(id)!;
    if (!(READS[who] as readonly number[]).includes(space)) return false;
    if ((RESTRICTS[who] as readonly number[]).includes(space)) return true;
    return this.way(id).every((above) => {
      const { restriction } = this.documents.get(above)!;
      return (
        restriction === null ||
        restriction.people.includes(who) ||
        restriction.groups.some((group) => this.members[group]!.has(who))
      );
    });
  }

  private async create(parent: string | null, space: 0 | 1): Promise<void> {
    const input = { spaceId: this.spaceId(space), parentId: parent, title: 'Eins von vielen' };
    const made = await must<{ id: string; revision: number }>(this.run('ada', CREATE, { input }));
    await must(this.run('ada', PUBLISH, { input: { documentId: made.id, expectedRevision: made.revision } }));
    this.documents.set(made.id, { space, parent, restriction: null });
  }

  private async restrict(id: string, wanted: readonly Name[], groups: readonly number[]): Promise<void> {
    const document = this.documents.get(id)!;
    const people = wanted.filter((who) => (READS[who] as readonly number[]).includes(document.space));
    const input = {
      documentId: id,
      userIds: people.map((who) => this.company.people[who].id),
      groupIds: groups.map((group) => this.groups[group]),
    };
    await must(this.run('ada', document.restriction ? CHANGE : RESTRICT, { input }));
    document.restriction = { people, groups };
  }

  private async move(who: 'ada' | 'ed', id: string, parent: string | null, space: 0 | 1): Promise<void> {
    const document = this.documents.get(id)!;
    const input = { documentId: id, spaceId: this.spaceId(space), parentId: parent };
    const { errors } = await this.company.as(who).tryMove(input);
    const isSeen = this.sees(who, id) && (parent === null || this.sees(who, parent));
    const isPlace =
      parent === null || (this.documents.get(parent)!.space === space && !this.way(parent).includes(id));
    expect(errors.length === 0, `${who} moves`).toBe(isSeen && isPlace);
    if (errors.length > 0) return;
    if (space !== document.space) {
      const below = [...this.documents.keys()].filter((one) => this.way(one).includes(id));
      const hidden = new Set(below.filter((one) => !this.sees(who, one)));
      for (const one of below) {
        const each = this.documents.get(one)!;
        if (!hidden.has(one)) each.space = space;
        else if (each.parent !== null && !hidden.has(each.parent)) each.parent = null;
      }
    }
    document.parent = parent;
  }

  private async join(who: Name, group: number): Promise<void> {
    const { world, acme, people } = this.company;
    const values = [acme.id, this.groups[group], people[who].id];
    if (this.members[group]!.delete(who)) {
      const end = `UPDATE tenancy.group_member SET valid_to = clock_timestamp()
        WHERE org_id = $1 AND group_id = $2 AND account_id = $3 AND valid_to > clock_timestamp()`;
      await world.sql(end, values);
      return;
    }
    const begin = 'INSERT INTO tenancy.group_member (org_id, group_id, account_id) VALUES ($1, $2, $3)';
    await world.sql(begin, values);
    this.members[group]!.add(who);
  }

  async make(one: Step): Promise<void> {
    if (one.kind === 'join') return this.join(one.who, one.group);
    if (one.kind === 'create') {
      const below = one.below % 4 === 0 ? null : this.pick(one.below);
      if (below !== null && this.way(below).length > 8) return;
      return this.create(below, below === null ? one.space : this.documents.get(below)!.space);
    }
    const id = this.pick(one.which);
    if (one.kind === 'restrict') return this.restrict(id, one.people, one.groups);
    if (one.kind === 'lift') {
      await must(this.run('ada', LIFT, { id }));
      this.documents.get(id)!.restriction = null;
      return;
    }
    const parent = one.below % 3 === 0 ? null : this.pick(one.below);
    if (parent !== null && this.way(parent).length > 6) return;
    return this.move(one.who, id, parent, parent === null ? one.space : this.documents.get(parent)!.space);
  }

  /** What each sees over the API, and what the model says. */
  async compare(): Promise<void> {
    for (const who of PEOPLE) {
      const expected = [...this.documents.keys()].filter((id) => this.sees(who, id)).sort();
      const lists = await Promise.all(
        READS[who].map((space) => this.company.as(who).list('spaceTree', this.spaceId(space))),
      );
      expect(
        lists
          .flat()
          .map(({ id }) => id)
          .sort(),
        who,
      ).toEqual(expected);
      const found = await this.run(
        who,
        'query($r: [_Any!]!) { _entities(representations: $r) { ... on Document { id } } }',
        { r: [...this.documents.keys()].map((id) => ({ __typename: 'Document', id })) },
      );
      const seen = (found.data['_entities'] as ({ id: string } | null)[]).flatMap((each) => each?.id ?? []);
      expect(seen.sort(), who).toEqual(expected);
    }
  }
}

describe('restrictions, groups and moves at random', { timeout: 240_000 }, () => {
  let company: Company;
  beforeAll(async () => {
    company = await createCompany(SUBGRAPHS.filter(({ name }) => name === 'content'));
    const { world, acme, other, people } = company;
    await world.grant(people.ada, acme, other, 'manager');
    await world.grant(people.ed, acme, other, 'editor');
    await world.grant(people.vera, acme, other, 'viewer');
  });
  afterAll(() => company.world.close());

  const histories = (runs: number) =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 40 }), async (steps) => {
        const history = new History(company);
        await history.begin();
        for (const one of steps) await history.make(one);
        await history.compare();
      }),
      { numRuns: runs, endOnFailure: true },
    );

  test('leave everybody with what a plain model says', async () => {
    await histories(12);
  });

  test('would not, were descendants forgotten', async () => {
    await company.world.sql(
      `CREATE OR REPLACE FUNCTION content.closed_to(org uuid, account uuid, places uuid[]) RETURNS uuid[] LANGUAGE sql AS
       $$ SELECT coalesce(array_agg(r.document_id), '{}') FROM content.restriction r JOIN content.document d USING (org_id, document_id)
           WHERE r.valid_to = 'infinity' AND d.space_id = ANY(places) AND NOT EXISTS (
             SELECT 1 FROM content.restriction_grant g WHERE g.restriction_id = r.restriction_id AND g.valid_to = 'infinity'
                AND (g.principal_id = account OR g.principal_id = ANY(tenancy.groups_of(org, account)))) $$`,
    );
    await expect(histories(12)).rejects.toThrow();
  });
});
