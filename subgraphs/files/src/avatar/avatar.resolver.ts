import { Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '#runtime/graphql/context.js';
import type { FilesServices } from '../services.js';
import { User } from '../stubs.js';
import { findAvatar } from './find-avatar.js';
import { removeAvatar } from './set-avatar.js';

/** Pictures of people. */
@Resolver(() => User)
export class AvatarResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Path of the person’s picture on this origin; null for none, and for people one does not work with.',
  })
  avatarUrl(@Ctx() ctx: Context<FilesServices>, @Root() { id }: User): Promise<string | null> {
    return findAvatar(ctx, id);
  }

  @Directive('@audit(action: "account.remove_avatar", subject: "Account")')
  @Mutation(() => Boolean, { description: 'Removes one’s own picture.' })
  async removeAvatar(@Ctx() ctx: Context<FilesServices>): Promise<boolean> {
    await removeAvatar(ctx);
    return true;
  }
}
