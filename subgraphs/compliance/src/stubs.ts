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

/** A person as a stub, or `null` when there is none. */
export function userStub(accountId: string | null): User | null {
  return accountId === null ? null : Object.assign(new User(), { id: accountId });
}
