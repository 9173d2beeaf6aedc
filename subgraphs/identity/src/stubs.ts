import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A role, resolved by tenancy. */
@ObjectType({ description: 'A named set of permissions.' })
@Directive('@key(fields: "id", resolvable: false)')
export class Role {
  @Field(() => ID) id!: string;
}

/** A Space, resolved by tenancy. */
@ObjectType({ description: 'A Space of an Organization.' })
@Directive('@key(fields: "id", resolvable: false)')
export class Space {
  @Field(() => ID) id!: string;
}
