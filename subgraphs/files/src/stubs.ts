import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A Space, resolved by tenancy. */
@ObjectType({ description: 'A Space of an Organization.' })
@Directive('@key(fields: "id", resolvable: false)')
export class Space {
  @Field(() => ID) id!: string;
}

/** A document, resolved by content. */
@ObjectType({ description: 'A document of a Space.' })
@Directive('@key(fields: "id", resolvable: false)')
export class Document {
  @Field(() => ID) id!: string;
}

/** A person: their name comes from identity, their picture from here. */
@ObjectType({ description: 'A person.' })
@Directive('@key(fields: "id")')
export class User {
  @Field(() => ID) id!: string;
}

/** Stub of a person. */
export const personStub = (id: string): User => Object.assign(new User(), { id });
