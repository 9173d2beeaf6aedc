import { holdsIn } from '#runtime/actor/actor.js';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import type { Permission } from '#schema/permissions.js';
import { notFound } from '#runtime/errors/catalogue.js';
import { isId } from '#runtime/graphql/ids.js';
import { pageArgs, toConnection, type Page } from '#runtime/graphql/page.js';
import { PermissionEnum } from '#runtime/graphql/permission-enum.js';
import { User } from '../account/account.type.js';
import { findPerson } from '../account/find-person.js';
import { dependenciesOf, type IdentityContext } from '../dependencies.js';
import { mayChange, mayRevoke, mayTakeOver, stateOf } from './service-account.policy.js';
import {
  ServiceAccount,
  ServiceAccountConnection,
  ServiceAccountSecret,
  ServiceAccountSpace,
  ServiceAccountStateEnum,
  toServiceAccount,
} from './service-account.type.js';
import type { ServiceAccountState } from './service-account.js';

/** Service accounts as those see them who manage them, and as each sees itself. */
@Resolver(() => ServiceAccount)
export class ServiceAccountResolver {
  @Query(() => ServiceAccountConnection, { description: 'Service accounts of the Organization, by name.' })
  async serviceAccounts(
    @Ctx() ctx: IdentityContext,
    @Arg('first', () => Int, { nullable: true }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Arg('includeEnded', () => Boolean, { defaultValue: false }) ended: boolean,
  ): Promise<Page<ServiceAccount>> {
    const page = pageArgs(first, after);
    const isPlace = page.after === null || isId(page.after[1]);
    const position = { ended, after: page.after, first: page.first };
    const rows = isPlace ? await dependenciesOf(ctx).serviceAccounts.list(position) : [];
    return toConnection(rows, page, ({ name, id }) => [name.toLowerCase(), id], toServiceAccount);
  }

  @Query(() => ServiceAccount, { nullable: true, description: 'One; NOT_FOUND when there is none.' })
  async serviceAccount(
    @Ctx() ctx: IdentityContext,
    @Arg('id', () => ID) id: string,
  ): Promise<ServiceAccount> {
    const found = isId(id) ? await dependenciesOf(ctx).serviceAccounts.find(id) : null;
    if (!found) throw notFound('ServiceAccount', id);
    return toServiceAccount(found);
  }

  @Query(() => ServiceAccount, { nullable: true, description: 'The service account that asks.' })
  async currentServiceAccount(@Ctx() ctx: IdentityContext): Promise<ServiceAccount> {
    const found = await dependenciesOf(ctx).serviceAccounts.find(ctx.actor.userId ?? '');
    if (!found) throw notFound('ServiceAccount', null);
    return toServiceAccount(found);
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who answers for it.' })
  owner(@Ctx() ctx: IdentityContext, @Root() { ownerId }: ServiceAccount): Promise<User | null> {
    return findPerson(ctx, ownerId);
  }

  @FieldResolver(() => User, { nullable: true })
  createdBy(@Ctx() ctx: IdentityContext, @Root() { createdBy }: ServiceAccount): Promise<User | null> {
    return findPerson(ctx, createdBy);
  }

  @FieldResolver(() => String, { description: 'Short name of its Organization.' })
  organization(@Ctx() ctx: IdentityContext): string {
    return ctx.actor.org?.slug ?? '';
  }

  @FieldResolver(() => ServiceAccountStateEnum)
  async state(@Ctx() ctx: IdentityContext, @Root() account: ServiceAccount): Promise<ServiceAccountState> {
    const isMember = await dependenciesOf(ctx).serviceAccounts.isMember(account.ownerId);
    return stateOf(account, isMember, ctx.services.nowMs());
  }

  @FieldResolver(() => [PermissionEnum], { description: 'What it was given in the Organization.' })
  async permissions(
    @Ctx() ctx: IdentityContext,
    @Root() { id }: ServiceAccount,
  ): Promise<readonly Permission[]> {
    return (await dependenciesOf(ctx).serviceAccounts.rightsOf(id)).permissions;
  }

  @FieldResolver(() => [ServiceAccountSpace], { description: 'What it was given in Spaces.' })
  async spaces(@Ctx() ctx: IdentityContext, @Root() { id }: ServiceAccount): Promise<ServiceAccountSpace[]> {
    const { spaces } = await dependenciesOf(ctx).serviceAccounts.rightsOf(id);
    // A Space that the reader may not open does not exist for them: its id alone would leave a hole in the answer.
    return spaces.map(({ spaceId, role }) => ({
      space: holdsIn(ctx.actor, spaceId, 'space.read') ? { id: spaceId } : null,
      role: { id: role },
    }));
  }

  @FieldResolver(() => [ServiceAccountSecret], { description: 'Those that are valid, oldest first.' })
  secrets(
    @Ctx() ctx: IdentityContext,
    @Root() { id }: ServiceAccount,
  ): Promise<readonly ServiceAccountSecret[]> {
    return dependenciesOf(ctx).serviceAccounts.secretsOf(id);
  }

  @FieldResolver(() => GraphQLDateTime, {
    nullable: true,
    description: 'With a secret that is valid; to the minute.',
  })
  async lastUsedAt(@Ctx() ctx: IdentityContext, @Root() { id }: ServiceAccount): Promise<Date | null> {
    const secrets = await dependenciesOf(ctx).serviceAccounts.secretsOf(id);
    const times = secrets.flatMap(({ lastUsedAt }) => lastUsedAt ?? []);
    return times.toSorted((one, other) => other.getTime() - one.getTime())[0] ?? null;
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the reader may change it and make secrets: its owner.',
  })
  viewerMayChange(@Ctx() ctx: IdentityContext, @Root() account: ServiceAccount): boolean {
    return mayChange(ctx.actor, account);
  }

  @FieldResolver(() => Boolean)
  viewerMayRevoke(@Ctx() ctx: IdentityContext, @Root() account: ServiceAccount): boolean {
    return mayRevoke(ctx.actor, account);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the reader holds all that it was given, and could own it.',
  })
  async viewerMayTakeOver(@Ctx() ctx: IdentityContext, @Root() account: ServiceAccount): Promise<boolean> {
    return mayTakeOver(ctx.actor, account, await dependenciesOf(ctx).serviceAccounts.rightsOf(account.id));
  }
}
