import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A person, resolved by identity. */
@ObjectType({ description: 'A person.' })
@Directive('@key(fields: "id", resolvable: false)')
export class User {
  @Field(() => ID) id!: string;
}

/** A Space, resolved by tenancy. */
@ObjectType({ description: 'A Space of an Organization.' })
@Directive('@key(fields: "id", resolvable: false)')
export class Space {
  @Field(() => ID) id!: string;
}

/** A group of people, resolved by tenancy. */
@ObjectType({ description: 'A group of people.' })
@Directive('@key(fields: "id", resolvable: false)')
export class Group {
  @Field(() => ID) id!: string;
}

/** Stub of a person, or null. */
export const personStub = (id: string | null): User | null =>
  id === null ? null : Object.assign(new User(), { id });
