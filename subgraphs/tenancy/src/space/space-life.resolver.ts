import { Arg, Ctx, Directive, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { parse } from '#runtime/graphql/parse.js';
import { Organization } from '../organization/organization.type.js';
import type { TenancyContext } from '../services.js';
import { User, userStub } from '../stubs.js';
import { reading, writing } from '../tools.js';
import { deleteSpace, deleteSpaceInput } from './delete-space.js';
import { restoreSpace } from './restore-space.js';
import { DeletedSpace, DeleteSpaceInput, RestoredSpace, SpaceDeletionEffect } from './space-life.type.js';
import { Space } from './space.type.js';

/** What deleting a Space means, and how it is done. */
@Resolver(() => Space)
export class SpaceLifeResolver {
  @FieldResolver(() => SpaceDeletionEffect, {
    nullable: true,
    description: 'What deleting it would remove; null for those who may not.',
  })
  deletionEffect(@Root() { id }: Space, @Ctx() ctx: TenancyContext): Promise<SpaceDeletionEffect | null> {
    return reading(ctx).spaceLife.numbers(id);
  }

  @Mutation(() => DeletedSpace, {
    description: 'Deletes a Space: its grants end now, and thirty days later it is gone for good.',
  })
  @Directive('@audit(action: "space.delete", subject: "Space", alone: true)')
  deleteSpace(
    @Arg('input', () => DeleteSpaceInput) input: DeleteSpaceInput,
    @Ctx() ctx: TenancyContext,
  ): Promise<DeletedSpace> {
    return deleteSpace(writing(ctx), parse(deleteSpaceInput, input));
  }

  @Mutation(() => RestoredSpace, {
    description: 'Brings a deleted Space back, with the access of those who are still members.',
  })
  @Directive('@audit(action: "space.restore", subject: "Space", alone: true)')
  restoreSpace(
    @Arg('spaceId', () => ID) spaceId: string,
    @Ctx() ctx: TenancyContext,
    @Arg('takeOver', () => Boolean, {
      nullable: true,
      defaultValue: false,
      description: 'Become its manager where nobody else is left; needs space.recover.',
    })
    takeOver: boolean | null,
  ): Promise<RestoredSpace> {
    return restoreSpace(writing(ctx), spaceId, takeOver ?? false);
  }
}

/** Deleted Spaces. */
@Resolver(() => Organization)
export class DeletedSpaceListResolver {
  @FieldResolver(() => [DeletedSpace], {
    description:
      'Deleted Spaces that the reader may bring back: all of them with space.recover, else those they deleted.',
  })
  deletedSpaces(@Ctx() ctx: TenancyContext): Promise<DeletedSpace[]> {
    return reading(ctx).spaceLife.deleted();
  }
}

/** A deleted Space. */
@Resolver(() => DeletedSpace)
export class DeletedSpaceResolver {
  @FieldResolver(() => User, { nullable: true })
  deletedBy(@Root() space: DeletedSpace): User | null {
    return userStub(space.deletedById);
  }
}
