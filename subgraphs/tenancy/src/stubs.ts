import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A person, resolved by identity. */
@ObjectType({ description: 'A person.' })
@Directive('@key(fields: "id", resolvable: false)')
export class User {
  @Field(() => ID) id!: string;
}

/** A service account, resolved by identity. */
@ObjectType({ description: 'An account of a tool.' })
@Directive('@key(fields: "id", resolvable: false)')
export class ServiceAccount {
  @Field(() => ID) id!: string;
}

/** A person as a stub, or `null` when there is none. */
export function userStub(accountId: string | null): User | null {
  return accountId === null ? null : Object.assign(new User(), { id: accountId });
}
