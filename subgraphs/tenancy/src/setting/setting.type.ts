import { GraphQLDateTime } from 'graphql-scalars';
import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { SettingDefinition } from '#schema/settings.js';
import type { SettingChange } from '#runtime/settings/setting-history.js';

/** How a setting is entered: names as clients see them, values as they are declared. */
export const SettingKind = {
  TEXT: 'text',
  NUMBER: 'number',
  BOOLEAN: 'boolean',
  CHOICE: 'choice',
} as const satisfies Record<string, SettingDefinition['kind']>;

registerEnumType(SettingKind, { name: 'SettingKind', description: 'How a setting is entered.' });

/** A setting, as GraphQL shows it. Version 0 is the default that nobody has changed. */
@ObjectType({ description: 'A setting of the Organization with its history.' })
export class Setting {
  @Field(() => String) key!: string;
  @Field(() => String) value!: string;
  @Field(() => Boolean) isDefault!: boolean;
  @Field(() => Int, { description: 'Zero as long as nobody has changed it.' }) version!: number;
  definition!: SettingDefinition;
  changes!: readonly SettingChange[];
}

/** One change of a setting. */
@ObjectType({ description: 'One change of a setting, never altered.' })
export class SettingVersion {
  @Field(() => Int) version!: number;
  @Field(() => String) value!: string;
  @Field(() => String, { nullable: true }) previousValue!: string | null;
  @Field(() => String) reason!: string;
  @Field(() => GraphQLDateTime) createdAt!: Date;
  @Field(() => Int, { nullable: true, description: 'The version whose value was brought back.' })
  restoredFrom!: number | null;
  authorId!: string;
}

/** A new value, why, and the version on which it rests. */
@InputType()
export class UpdateSettingInput {
  @Field(() => String) key!: string;
  @Field(() => String) value!: string;
  @Field(() => String) reason!: string;
  @Field(() => Int) expectedVersion!: number;
}

/** An earlier version (0: the default), why, and the version on which the choice rests. */
@InputType()
export class RestoreSettingInput {
  @Field(() => String) key!: string;
  @Field(() => Int) version!: number;
  @Field(() => String) reason!: string;
  @Field(() => Int) expectedVersion!: number;
}
