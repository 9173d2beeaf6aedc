import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A person, resolved by identity. */
@ObjectType({ description: 'A person.' })
@Directive('@key(fields: "id", resolvable: false)')
export class User {
  @Field(() => ID) id!: string;
}

/** A document, resolved by content. */
@ObjectType({ description: 'A document.' })
@Directive('@key(fields: "id", resolvable: false)')
export class Document {
  @Field(() => ID) id!: string;
}
