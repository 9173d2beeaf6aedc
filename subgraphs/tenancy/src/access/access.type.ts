import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Permission } from '#schema/permissions.js';
import { connectionOf } from '#runtime/graphql/page.js';
import { PermissionEnum } from '#runtime/graphql/permission-enum.js';
import { meaningOf, STEP_KINDS, type Step } from './access-sentences.js';
import { CHANGE_KINDS, changeMeaning, type ChangeKind } from './change-sentences.js';

const enumOf = <Kind extends string>(kinds: readonly Kind[]): Record<string, Kind> =>
  Object.fromEntries(kinds.map((kind) => [kind, kind]));
const meanings = <Kind extends string>(kinds: readonly Kind[], meaning: (kind: Kind) => string) =>
  Object.fromEntries(kinds.map((kind) => [kind, { description: meaning(kind) }]));

/** Steps and fences of an explanation. */
export const AccessStepKind = enumOf(STEP_KINDS);
/** What would allow. */
export const AccessChangeKind = enumOf(CHANGE_KINDS);
/** People and service accounts: names as clients see them, values as they are stored. */
export const AccessPrincipalKind = { PERSON: 'user', SERVICE_ACCOUNT: 'service' } as const;

registerEnumType(AccessStepKind, {
  name: 'AccessStepKind',
  description: 'A step on the way to a permission, or a fence before it.',
  valuesConfig: meanings(STEP_KINDS, meaningOf),
});
registerEnumType(AccessChangeKind, {
  name: 'AccessChangeKind',
  description: 'Something that would allow what is not allowed.',
  valuesConfig: meanings(CHANGE_KINDS, changeMeaning),
});
registerEnumType(AccessPrincipalKind, {
  name: 'AccessPrincipalKind',
  description: 'Who can hold something.',
});

/** A step with its sentence. */
@ObjectType({ description: 'A step on the way to a permission, or a fence before it.' })
export class AccessStep {
  @Field(() => AccessStepKind) kind!: Step['kind'];
  @Field(() => String, { description: 'A sentence in the reader’s language.' }) text!: string;
  @Field(() => GraphQLDateTime, { nullable: true }) since!: Date | null;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'None: it lasts.' }) until!: Date | null;
  byId!: string | null;
}

/** One way by which something is held. */
@ObjectType({ description: 'One way by which somebody holds something.' })
export class AccessWay {
  @Field(() => ID, { nullable: true, description: 'None for a single permission of a service account.' })
  roleId!: string | null;
  @Field(() => String, { description: 'As the role was called then.' }) roleName!: string;
  @Field(() => [PermissionEnum], { description: 'What of the role counted.' })
  permissions!: readonly Permission[];
  @Field(() => GraphQLDateTime, { nullable: true, description: 'The earliest end on the way.' })
  until!: Date | null;
  @Field(() => [AccessStep]) steps!: readonly AccessStep[];
}

/** Somebody who holds something. */
@ObjectType({ description: 'A person or a service account that holds something.' })
export class AccessPrincipal {
  @Field(() => ID) id!: string;
  @Field(() => AccessPrincipalKind) kind!: 'user' | 'service';
  @Field(() => String) name!: string;
}

/** Somebody in who can access a place. */
@ObjectType({ description: 'Somebody who can access a place, with everything that lets them.' })
export class AccessEntry {
  @Field(() => AccessPrincipal) principal!: AccessPrincipal;
  @Field(() => [PermissionEnum]) permissions!: readonly Permission[];
  @Field(() => [AccessWay]) ways!: readonly AccessWay[];
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the person has a second factor to come in with; known of the present alone.',
  })
  secondFactor!: boolean | null;
}

const { Connection: EntryConnection } = connectionOf(() => AccessEntry, 'AccessEntry');

/** Who can access a place: a page. */
@ObjectType({ description: 'Who could access a place at a moment, by name.' })
export class AccessList extends EntryConnection {
  @Field(() => GraphQLDateTime) at!: Date;
  @Field(() => Int) total!: number;
  @Field(() => String, { nullable: true, description: 'The Space, as it was called then.' })
  spaceName!: string | null;
}

/** A Space that somebody can access. */
@ObjectType({ description: 'A Space that somebody could access at a moment.' })
export class SpaceAccess {
  @Field(() => ID) spaceId!: string;
  @Field(() => String, { description: 'As it was called then.' }) name!: string;
  @Field(() => [PermissionEnum]) permissions!: readonly Permission[];
  @Field(() => [AccessWay]) ways!: readonly AccessWay[];
  @Field(() => Int, {
    nullable: true,
    description: 'Documents that restrictions take away; for those who review the Organization alone.',
  })
  restrictedDocuments!: number | null;
}

const { Connection: SpaceAccessConnection } = connectionOf(() => SpaceAccess, 'SpaceAccess');

/** What somebody can access: a page of Spaces. */
@ObjectType({ description: 'What somebody could access at a moment: the Organization, and Spaces by name.' })
export class PrincipalAccess extends SpaceAccessConnection {
  @Field(() => GraphQLDateTime) at!: Date;
  @Field(() => AccessPrincipal) principal!: AccessPrincipal;
  @Field(() => Int, { description: 'How many Spaces.' }) total!: number;
  @Field(() => [PermissionEnum]) organizationPermissions!: readonly Permission[];
  @Field(() => [AccessWay], { description: 'None: no member then.' }) organizationWays!: readonly AccessWay[];
}

/** One thing to do. */
@ObjectType({ description: 'One thing to do so that something is allowed.' })
export class AccessChangeStep {
  @Field(() => AccessChangeKind) kind!: ChangeKind;
  @Field(() => String, { description: 'A sentence in the reader’s language.' }) text!: string;
  @Field(() => Boolean, { description: 'Whether the reader may do it.' }) canDo!: boolean;
  @Field(() => ID, { nullable: true, description: 'The role to give.' }) roleId!: string | null;
  @Field(() => ID, { nullable: true, description: 'The group to add to.' }) groupId!: string | null;
}

/** What together would allow. */
@ObjectType({ description: 'What together would allow it, and what it would allow besides.' })
export class AccessChange {
  @Field(() => [AccessChangeStep]) steps!: readonly AccessChangeStep[];
  @Field(() => [PermissionEnum]) extraPermissions!: readonly Permission[];
  @Field(() => Int, { description: 'Further permissions in other Spaces.' }) elsewhere!: number;
  @Field(() => Boolean) canDo!: boolean;
}

/** Why somebody may, or may not. */
@ObjectType({ description: 'Why somebody could do something at a moment, or could not.' })
export class AccessExplanation {
  @Field(() => GraphQLDateTime) at!: Date;
  @Field(() => AccessPrincipal) principal!: AccessPrincipal;
  @Field(() => PermissionEnum) permission!: Permission;
  @Field(() => Boolean) allowed!: boolean;
  @Field(() => [AccessWay], { description: 'Every way that decides for it.' }) ways!: readonly AccessWay[];
  @Field(() => [AccessStep], { description: 'The fences that say no; the first one decides.' })
  missing!: readonly AccessStep[];
  @Field(() => [AccessChange], {
    description: 'For the present: what would allow it, the least of it first.',
  })
  smallestChanges!: readonly AccessChange[];
}

/** A Space about which the reader may ask. */
@ObjectType({ description: 'A Space about whose access the reader may ask.' })
export class ReviewableSpace {
  @Field(() => ID) spaceId!: string;
  @Field(() => String) name!: string;
}
