import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Permission } from '#schema/permissions.js';
import { connectionOf } from '#runtime/graphql/page.js';
import { PermissionEnum } from '#runtime/graphql/permission-enum.js';
import { Role, Space } from '../stubs.js';
import type { ServiceAccountRecord } from './service-account.js';

/** Where a service account stands, by its name in the schema. */
export const ServiceAccountStateEnum = {
  ACTIVE: 'active',
  EXPIRED: 'expired',
  REVOKED: 'revoked',
  OWNERLESS: 'ownerless',
} as const;
registerEnumType(ServiceAccountStateEnum, {
  name: 'ServiceAccountState',
  description: 'Where a service account stands.',
  valuesConfig: {
    ACTIVE: { description: 'Its secrets are accepted.' },
    EXPIRED: { description: 'Its end has passed.' },
    REVOKED: { description: 'Somebody ended it.' },
    OWNERLESS: { description: 'Its owner is no member any more: it may do nothing.' },
  },
});

/** A role in a Space, as GraphQL shows it. */
@ObjectType({ description: 'The role of a service account in a Space.' })
export class ServiceAccountSpace {
  @Field(() => Space, { nullable: true, description: 'Null where the reader may not open it.' })
  space!: Space | null;
  @Field(() => Role) role!: Role;
}

/** A secret, as GraphQL shows it. */
@ObjectType({ description: 'A valid secret of a service account; the secret itself is never shown again.' })
export class ServiceAccountSecret {
  @Field(() => ID) id!: string;
  @Field(() => String, { description: 'The last four characters.' }) hint!: string;
  @Field(() => GraphQLDateTime) createdAt!: Date;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'To the minute.' }) lastUsedAt!: Date | null;
}

/** A service account, as GraphQL shows it. */
@ObjectType({
  description:
    'The account of a tool. It holds what it was given as far as its owner holds it, at every statement.',
})
@Directive('@key(fields: "id")')
export class ServiceAccount {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String) purpose!: string;
  @Field(() => [String], { description: 'CIDR notation; none: from everywhere.' })
  ipRanges!: readonly string[];
  @Field(() => [String], { nullable: true, description: 'Null: every operation for tools.' })
  operations!: readonly string[] | null;
  @Field(() => Int, { description: 'What a change expects.' }) version!: number;
  @Field(() => GraphQLDateTime) createdAt!: Date;
  @Field(() => GraphQLDateTime) expiresAt!: Date;
  @Field(() => GraphQLDateTime, { nullable: true }) revokedAt!: Date | null;
  ownerId!: string;
  createdBy!: string;
}

/** A page of service accounts. */
export const { Connection: ServiceAccountConnection } = connectionOf(() => ServiceAccount, 'ServiceAccount');

/** A new secret with its token. */
@ObjectType({ description: 'A secret in the clear, this once.' })
export class CreatedServiceAccountSecret {
  @Field(() => String) token!: string;
  @Field(() => ServiceAccount) serviceAccount!: ServiceAccount;
}

/** A role in a Space for a service account. */
@InputType()
export class ServiceAccountSpaceInput {
  @Field(() => ID) spaceId!: string;
  @Field(() => ID) role!: string;
}

/** Everything that people set about a service account. */
@InputType()
export class CreateServiceAccountInput {
  @Field(() => String) name!: string;
  @Field(() => String) purpose!: string;
  @Field(() => GraphQLDateTime, { description: 'A year away at most.' }) expiresAt!: Date;
  @Field(() => [String], { description: 'CIDR notation; none: from everywhere.' }) ipRanges!: string[];
  @Field(() => [String], { nullable: true, description: 'Absent: every operation for tools.' })
  operations?: string[] | null;
  @Field(() => [PermissionEnum]) permissions!: Permission[];
  @Field(() => [ServiceAccountSpaceInput]) spaces!: ServiceAccountSpaceInput[];
}

/** The same for one that is there. */
@InputType()
export class UpdateServiceAccountInput extends CreateServiceAccountInput {
  @Field(() => ID) serviceAccountId!: string;
  @Field(() => Int) expectedVersion!: number;
}

/** An account in the form of its GraphQL type. */
export function toServiceAccount(record: ServiceAccountRecord): ServiceAccount {
  return Object.assign(new ServiceAccount(), record);
}
