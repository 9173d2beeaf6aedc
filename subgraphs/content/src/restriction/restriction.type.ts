import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { holds, type Actor } from '#runtime/actor/actor.js';
import { Group, User } from '../stubs.js';
import type { MoveEffectRow, RestrictionRow } from './restriction.js';

/** That a document, with everything below it, is for certain people only. */
@ObjectType({
  description: 'That a document, with everything below it, is for certain people of its Space only.',
})
export class Restriction {
  @Field(() => ID) id!: string;
  @Field(() => GraphQLDateTime) since!: Date;
  @Field(() => String, { description: 'Empty when none was given.' }) reason!: string;
  @Field(() => [User], { nullable: 'items', description: 'Who is let in by name.' }) people!: User[];
  @Field(() => [Group], {
    nullable: 'items',
    description: 'Whose members are let in; empty for readers who do not see groups.',
  })
  groups!: Group[];
  row!: RestrictionRow;
}

/** What a move changes for readers. */
@ObjectType({ description: 'What a move would change for the readers of a document.' })
export class MoveEffect {
  @Field(() => Int, { description: 'People who will be able to read it and cannot now.' }) gains!: number;
  @Field(() => Int, { description: 'People who can read it now and will not be able to.' }) loses!: number;
  @Field(() => Boolean, { description: 'Whether a restriction of its own goes with it.' })
  keepsOwnRestriction!: boolean;
  row!: MoveEffectRow;
}

/** A restriction in the form of its GraphQL type. */
export function toRestriction(actor: Actor, row: RestrictionRow): Restriction {
  const { id, since, reason } = row;
  return Object.assign(new Restriction(), {
    ...{ id, since, reason, row },
    people: row.users.map((user) => Object.assign(new User(), { id: user })),
    groups: (holds(actor, 'member.read') ? row.groups : []).map((group) =>
      Object.assign(new Group(), { id: group }),
    ),
  });
}

/** The effect of a move in the form of its GraphQL type. */
export const toMoveEffect = (row: MoveEffectRow): MoveEffect =>
  Object.assign(new MoveEffect(), {
    ...{ gains: row.gains, loses: row.loses, keepsOwnRestriction: row.keepsOwn, row },
  });
