import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Permission } from '#schema/permissions.js';
import { PermissionEnum } from '#runtime/graphql/permission-enum.js';
import type { RoleId, RoleScope } from './role-id.js';

/** Where a role is held: names as clients see them, values as they are stored. */
export const RoleScopeEnum = { ORGANIZATION: 'organization', SPACE: 'space' } as const;

registerEnumType(RoleScopeEnum, {
  name: 'RoleScope',
  description: 'Where a role is held.',
  valuesConfig: {
    ORGANIZATION: { description: 'In the Organization. It implies no access to its Spaces.' },
    SPACE: { description: 'In one Space.' },
  },
});

/** A role, as GraphQL shows it. */
@ObjectType({ description: 'A named set of permissions: a built-in one, or one that the Organization made.' })
@Directive('@key(fields: "id")')
export class Role {
  @Field(() => ID, { description: 'The key of a built-in role, for example space.viewer, or an id.' })
  id!: RoleId;
  @Field(() => RoleScopeEnum) scope!: RoleScope;
  @Field(() => Boolean) isBuiltIn!: boolean;
  @Field(() => String, { description: 'In the reader’s language where the role is built in.' }) name!: string;
  @Field(() => String) description!: string;
  permissions!: readonly Permission[];
  @Field(() => Int, { nullable: true, description: 'What a change expects; built-in roles have none.' })
  version!: number | null;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was put away: nobody is given it.' })
  archivedAt!: Date | null;
}

/** What a role held for a while. */
@ObjectType({ description: 'A version of a custom role, never altered.' })
export class RoleVersion {
  @Field(() => Int) number!: number;
  @Field(() => String) name!: string;
  @Field(() => String) description!: string;
  @Field(() => [PermissionEnum]) permissions!: readonly Permission[];
  @Field(() => String) reason!: string;
  @Field(() => GraphQLDateTime) createdAt!: Date;
  @Field(() => Int, { nullable: true, description: 'The version that was brought back.' })
  restoredFrom!: number | null;
  authorId!: string;
}

/** How often a role is given now. */
@ObjectType({ description: 'How often a role is given now.' })
export class RoleHolders {
  @Field(() => Int, { description: 'People who have it themselves.' }) people!: number;
  @Field(() => Int) groups!: number;
  @Field(() => Int) spaces!: number;
  @Field(() => Int) serviceAccounts!: number;
  @Field(() => Int, { description: 'Open invitations to it.' }) invitations!: number;
}

/** What a change of a role would give a person, and take from them. */
@ObjectType({ description: 'What a change of a role would give a person, and take from them.' })
export class RoleEffect {
  @Field(() => [PermissionEnum]) gains!: readonly Permission[];
  @Field(() => [PermissionEnum]) loses!: readonly Permission[];
  @Field(() => Int, { description: 'In how many Spaces.' }) spaces!: number;
  userId!: string;
}

/** What a change of a role would do. */
@ObjectType({
  description: 'What a change of a role would do. What somebody has by another role too, stays.',
})
export class RolePreview {
  @Field(() => [PermissionEnum]) added!: readonly Permission[];
  @Field(() => [PermissionEnum]) removed!: readonly Permission[];
  @Field(() => Int, { description: 'How many people would gain or lose something.' }) affected!: number;
  @Field(() => [RoleEffect], { description: 'A hundred of them at most.' }) people!: readonly RoleEffect[];
  @Field(() => [String], {
    description:
      'Connections that would bring in nobody new: what they hand out would lie above their ceiling.',
  })
  outgrownConnections!: readonly string[];
  @Field(() => Int, { description: 'How many people’s sessions by a connection would end.' })
  endedSessions!: number;
}

/** A new role. */
@InputType()
export class CreateRoleInput {
  @Field(() => RoleScopeEnum) scope!: RoleScope;
  @Field(() => String, { description: 'Up to sixty characters, once in the Organization.' }) name!: string;
  @Field(() => String) description!: string;
  @Field(() => [PermissionEnum]) permissions!: Permission[];
  @Field(() => String) reason!: string;
}

/** What a role shall be from now on, why, and the version on which that rests. */
@InputType()
export class UpdateRoleInput {
  @Field(() => ID) roleId!: string;
  @Field(() => Int) expectedVersion!: number;
  @Field(() => String) name!: string;
  @Field(() => String) description!: string;
  @Field(() => [PermissionEnum]) permissions!: Permission[];
  @Field(() => String) reason!: string;
}

/** An earlier version of a role that shall count again. */
@InputType()
export class RestoreRoleInput {
  @Field(() => ID) roleId!: string;
  @Field(() => Int) version!: number;
  @Field(() => Int) expectedVersion!: number;
  @Field(() => String) reason!: string;
}

/** A role that nobody shall have any more. */
@InputType()
export class ArchiveRoleInput {
  @Field(() => ID) roleId!: string;
  @Field(() => Int) expectedVersion!: number;
  @Field(() => ID, { nullable: true, description: 'What takes its place; required while it is given.' })
  replacement!: string | null;
  @Field(() => String) reason!: string;
}
