import { Arg, Ctx, Directive, FieldResolver, Int, Mutation, Query, Resolver } from 'type-graphql';
import { isId } from '#runtime/graphql/ids.js';
import { pageArgs, toConnection, type Page } from '#runtime/graphql/page.js';
import { dependenciesOf, type IdentityContext } from '../dependencies.js';
import {
  Directory,
  DirectoryGroup,
  DirectoryUser,
  DirectoryUserConnection,
  SetDirectoryRoleInput,
} from './directory.type.js';
import { baseOf } from './resources.js';
import { setDirectoryRole } from './set-directory-role.js';

/** The company's directory, for those who set it up. */
@Resolver(() => Directory)
export class DirectoryResolver {
  @Query(() => Directory, { nullable: true, description: 'The company’s directory.' })
  directory(@Ctx() ctx: IdentityContext): Promise<Directory> {
    return directoryOf(ctx);
  }

  @FieldResolver(() => DirectoryUserConnection, { description: 'People of the directory, by address.' })
  async users(
    @Ctx() ctx: IdentityContext,
    @Arg('first', () => Int, { nullable: true }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Arg('search', () => String, { nullable: true, description: 'Part of a name or an address.' })
    search: string | null,
  ): Promise<Page<DirectoryUser>> {
    const page = pageArgs(first, after);
    const isPlace = page.after === null || isId(page.after[1]);
    const wanted = search?.trim().slice(0, 254) ?? '';
    const rows = isPlace
      ? await dependenciesOf(ctx).directory.users({
          search: wanted === '' ? null : wanted,
          after: page.after,
          first: page.first,
        })
      : [];
    return toConnection(rows, page, ({ userName, id }) => [userName, id], toDirectoryUser);
  }

  @FieldResolver(() => [DirectoryGroup], { description: 'Groups of the directory, by name.' })
  async groups(@Ctx() ctx: IdentityContext): Promise<DirectoryGroup[]> {
    return (await dependenciesOf(ctx).directory.groups()).map((row) =>
      Object.assign(new DirectoryGroup(), row),
    );
  }

  @Mutation(() => Directory, {
    description: 'Says what people become whom the directory brings from now on.',
  })
  @Directive('@audit(action: "directory.set_role", subject: "Organization", alone: true)')
  async setDirectoryRole(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => SetDirectoryRoleInput) input: SetDirectoryRoleInput,
  ): Promise<Directory> {
    await setDirectoryRole(
      { actor: ctx.actor, change: ctx.change, view: dependenciesOf(ctx).directory },
      input.role,
    );
    return directoryOf(ctx);
  }
}

const toDirectoryUser = (row: Readonly<DirectoryUser>): DirectoryUser =>
  Object.assign(new DirectoryUser(), row);

async function directoryOf(ctx: IdentityContext): Promise<Directory> {
  const { role, roles, ...state } = await dependenciesOf(ctx).directory.state();
  return Object.assign(new Directory(), state, {
    url: baseOf(ctx),
    role: { id: role },
    roles: roles.map((id) => ({ id })),
  });
}
