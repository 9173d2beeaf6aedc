import 'reflect-metadata';
import { Directive, Field, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { describe, expect, it } from 'vitest';
import { anyone, inOrganization, type RuleMap } from '../access/rules.js';
import { buildSubgraph, type SchemaParts } from './build.js';

@ObjectType()
@Directive('@key(fields: "id")')
class Note {
  @Field(() => ID) id!: string;
  @Field(() => String) text!: string;
}

@Resolver()
class Audited {
  @Query(() => Note, { nullable: true })
  note(): Note | null {
    return null;
  }

  @Directive('@audit(action: "note.create", subject: "Note")')
  @Mutation(() => Note)
  createNote(): Note {
    return { id: '1', text: '' };
  }
}

@Resolver()
class Unaudited {
  @Query(() => String)
  hello(): string {
    return 'hello';
  }

  @Mutation(() => String)
  shout(): string {
    return 'hello';
  }
}

const rules: RuleMap = {
  Query: { note: inOrganization },
  Mutation: { createNote: inOrganization },
  Note: { id: inOrganization, text: inOrganization },
};
const build = (
  changed: RuleMap,
  references: SchemaParts<null>['references'] = { Note: () => Promise.resolve(null) },
) =>
  buildSubgraph({ name: 'notes', resolvers: [Audited], references, rules: changed }, () =>
    Promise.reject(new Error('not run')),
  );

describe('a subgraph', () => {
  it('builds when every field has a rule and every mutation its @audit, and keeps @audit for composition', async () => {
    const { sdl } = await build(rules);
    expect(sdl).toContain('@composeDirective(name: "@audit")');
    expect(sdl).toContain('createNote: Note! @audit(action: "note.create", subject: "Note")');
  });

  it('does not build with a field without a rule, and says where to add it', async () => {
    await expect(build({ ...rules, Note: { id: inOrganization } })).rejects.toThrow(
      'Note.text has no rule: add it to the rules of its feature in subgraphs/notes/src.',
    );
  });

  it('does not build with a type without rules', async () => {
    await expect(build({ Query: rules['Query']!, Mutation: rules['Mutation']! })).rejects.toThrow(
      'Note.id has no rule',
    );
  });

  it('does not build with a rule for a field that is gone', async () => {
    await expect(build({ ...rules, Note: { ...rules['Note'], old: anyone } })).rejects.toThrow(
      'Note.old, which does not exist',
    );
  });

  it('does not build with an entity that would answer what it was asked', async () => {
    await expect(build(rules, {})).rejects.toThrow('Note has a @key and no reference resolver');
  });

  it('does not build with a mutation without @audit, and says what to add', async () => {
    const loose = { Query: { hello: anyone }, Mutation: { shout: anyone } };
    await expect(
      buildSubgraph({ name: 'notes', resolvers: [Unaudited], references: {}, rules: loose }, () =>
        Promise.reject(new Error('not run')),
      ),
    ).rejects.toThrow("Mutation.shout has no @audit: add @Directive('@audit(");
  });
});
