import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import { parse } from '#runtime/graphql/parse.js';
import type { TenancyContext } from '../services.js';
import { writing } from '../tools.js';
import { archiveRole } from './archive-role.js';
import { restoreRole, updateRole } from './change-role.js';
import { createRole } from './create-role.js';
import {
  archiveRoleInput,
  createRoleInput,
  restoreRoleInput,
  updateRoleInput,
} from './custom-role.schema.js';
import { ArchiveRoleInput, CreateRoleInput, RestoreRoleInput, Role, UpdateRoleInput } from './role.type.js';

/** Making, changing and archiving roles. */
@Resolver(() => Role)
export class ChangeRoleResolver {
  @Mutation(() => Role, { description: 'Makes a role out of what the reader holds.' })
  @Directive('@audit(action: "role.create", subject: "Role", alone: true)')
  createRole(
    @Arg('input', () => CreateRoleInput) input: CreateRoleInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<Role> {
    return createRole(writing(ctx), parse(createRoleInput, input));
  }

  @Mutation(() => Role, { description: 'A new version, in force at once for everybody who has the role.' })
  @Directive('@audit(action: "role.update", subject: "Role", alone: true)')
  updateRole(
    @Arg('input', () => UpdateRoleInput) input: UpdateRoleInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<Role> {
    return updateRole(writing(ctx), parse(updateRoleInput, input));
  }

  @Mutation(() => Role, {
    description: 'Brings back an earlier version, as a new one; an archived role comes back too.',
  })
  @Directive('@audit(action: "role.restore", subject: "Role", alone: true)')
  restoreRole(
    @Arg('input', () => RestoreRoleInput) input: RestoreRoleInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<Role> {
    return restoreRole(writing(ctx), parse(restoreRoleInput, input));
  }

  @Mutation(() => Role, { description: 'Puts a role away; who still has it, has the replacement.' })
  @Directive('@audit(action: "role.archive", subject: "Role", alone: true)')
  archiveRole(
    @Arg('input', () => ArchiveRoleInput) input: ArchiveRoleInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<Role> {
    return archiveRole(writing(ctx), parse(archiveRoleInput, input));
  }
}
