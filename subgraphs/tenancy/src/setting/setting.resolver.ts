import { Arg, Ctx, Directive, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { SettingDefinition } from '#schema/settings.js';
import { parse } from '#runtime/graphql/parse.js';
import { Organization } from '../organization/organization.type.js';
import type { TenancyContext } from '../services.js';
import { User, userStub } from '../stubs.js';
import { reading, writing } from '../tools.js';
import { listSettings } from './list-settings.js';
import { restoreSetting, restoreSettingInput } from './restore-setting.js';
import {
  RestoreSettingInput,
  Setting,
  SettingKind,
  SettingVersion,
  UpdateSettingInput,
} from './setting.type.js';
import { updateSetting, updateSettingInput } from './update-setting.js';

/** The settings of an Organization. */
@Resolver(() => Organization)
export class SettingListResolver {
  @FieldResolver(() => [Setting])
  settings(@Ctx() ctx: TenancyContext): Promise<Setting[]> {
    const { actor, settings } = reading(ctx);
    return listSettings(actor, settings);
  }

  @FieldResolver(() => [User], { description: 'Who may change settings at this moment.' })
  async settingsChangeableBy(@Ctx() ctx: TenancyContext): Promise<User[]> {
    return (await reading(ctx).settings.mayChange()).flatMap((id) => userStub(id) ?? []);
  }
}

/** Settings: texts in the reader's language, changes, restoring. */
@Resolver(() => Setting)
export class SettingResolver {
  @Mutation(() => Setting)
  @Directive('@audit(action: "setting.update", subject: "Setting")')
  updateSetting(
    @Arg('input', () => UpdateSettingInput) input: UpdateSettingInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<Setting> {
    return updateSetting(writing(ctx), parse(updateSettingInput, input));
  }

  @Mutation(() => Setting, { description: 'Brings back the value of an earlier version, as a new version.' })
  @Directive('@audit(action: "setting.restore", subject: "Setting")')
  restoreSetting(
    @Arg('input', () => RestoreSettingInput) input: RestoreSettingInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<Setting> {
    return restoreSetting(writing(ctx), parse(restoreSettingInput, input));
  }

  @FieldResolver(() => String)
  label(@Root() setting: Setting, @Ctx() ctx: TenancyContext): string {
    return setting.definition.label[ctx.actor.locale];
  }

  @FieldResolver(() => String)
  description(@Root() setting: Setting, @Ctx() ctx: TenancyContext): string {
    return setting.definition.description[ctx.actor.locale];
  }

  @FieldResolver(() => SettingKind)
  kind(@Root() setting: Setting): SettingDefinition['kind'] {
    return setting.definition.kind;
  }

  @FieldResolver(() => [String], { nullable: true, description: 'What can be chosen, for a choice.' })
  options(@Root() { definition }: Setting): readonly string[] | null {
    return definition.kind === 'choice' ? definition.options : null;
  }

  @FieldResolver(() => Int, { nullable: true })
  minimum(@Root() { definition }: Setting): number | null {
    return definition.kind === 'number' ? definition.minimum : null;
  }

  @FieldResolver(() => Int, { nullable: true })
  maximum(@Root() { definition }: Setting): number | null {
    return definition.kind === 'number' ? definition.maximum : null;
  }

  @FieldResolver(() => [SettingVersion], { description: 'The newest hundred changes, newest first.' })
  versions(@Root() setting: Setting): readonly SettingVersion[] {
    return setting.changes.slice(0, 100);
  }
}

/** Changes of settings. */
@Resolver(() => SettingVersion)
export class SettingVersionResolver {
  @FieldResolver(() => User, { nullable: true })
  author(@Root() version: SettingVersion): User | null {
    return userStub(version.authorId);
  }
}
