import { Arg, Ctx, Directive, ID, Mutation, Resolver } from 'type-graphql';
import { notFound } from '#runtime/errors/catalogue.js';
import { parse } from '#runtime/graphql/parse.js';
import { dependenciesOf, type IdentityContext } from '../dependencies.js';
import {
  createServiceAccount,
  revokeServiceAccount,
  takeOverServiceAccount,
  updateServiceAccount,
  type ServiceAccountTools,
} from './change-service-account.js';
import { settingsSchema } from './service-account.schema.js';
import {
  CreatedServiceAccountSecret,
  CreateServiceAccountInput,
  ServiceAccount,
  toServiceAccount,
  UpdateServiceAccountInput,
} from './service-account.type.js';
import { createServiceSecret, revokeServiceSecret } from './service-secret.js';

/** Making, changing and ending service accounts and their secrets. */
@Resolver(() => ServiceAccount)
export class ChangeServiceAccountResolver {
  @Mutation(() => ServiceAccount, {
    description:
      'Makes a service account that one owns. Takes a second factor shown within the last five minutes.',
  })
  @Directive('@audit(action: "service_account.create", subject: "ServiceAccount", alone: true)')
  async createServiceAccount(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => CreateServiceAccountInput) input: CreateServiceAccountInput,
  ): Promise<ServiceAccount> {
    return toServiceAccount(await createServiceAccount(toolsOf(ctx), parse(settingsSchema, input)));
  }

  @Mutation(() => ServiceAccount, {
    description: 'Sets everything about a service account that one owns. Takes a fresh second factor.',
  })
  @Directive('@audit(action: "service_account.update", subject: "ServiceAccount", alone: true)')
  async updateServiceAccount(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => UpdateServiceAccountInput) input: UpdateServiceAccountInput,
  ): Promise<ServiceAccount> {
    const { serviceAccountId: id, expectedVersion, ...rest } = input;
    const settings = parse(settingsSchema, rest);
    return toServiceAccount(await updateServiceAccount(toolsOf(ctx), { id, expectedVersion, settings }));
  }

  @Mutation(() => ServiceAccount, { description: 'Ends a service account for good, at once.' })
  @Directive('@audit(action: "service_account.revoke", subject: "ServiceAccount", alone: true)')
  async revokeServiceAccount(
    @Ctx() ctx: IdentityContext,
    @Arg('serviceAccountId', () => ID) id: string,
  ): Promise<ServiceAccount> {
    return toServiceAccount(await revokeServiceAccount(toolsOf(ctx), id));
  }

  @Mutation(() => ServiceAccount, {
    description:
      'Becomes the owner of a service account; secrets of the former one end. Takes a fresh second factor.',
  })
  @Directive('@audit(action: "service_account.take_over", subject: "ServiceAccount", alone: true)')
  async takeOverServiceAccount(
    @Ctx() ctx: IdentityContext,
    @Arg('serviceAccountId', () => ID) id: string,
  ): Promise<ServiceAccount> {
    return toServiceAccount(await takeOverServiceAccount(toolsOf(ctx), id));
  }

  @Mutation(() => CreatedServiceAccountSecret, {
    description:
      'Makes a secret and shows it, this once; two are valid at a time. Takes a fresh second factor.',
  })
  @Directive('@audit(action: "service_account.create_secret", subject: "ServiceAccount", alone: true)')
  async createServiceAccountSecret(
    @Ctx() ctx: IdentityContext,
    @Arg('serviceAccountId', () => ID) id: string,
  ): Promise<CreatedServiceAccountSecret> {
    const { token, serviceAccountId } = await createServiceSecret(toolsOf(ctx), id);
    return { token, serviceAccount: await accountOf(ctx, serviceAccountId) };
  }

  @Mutation(() => ServiceAccount, { description: 'Ends one secret, at once.' })
  @Directive('@audit(action: "service_account.revoke_secret", subject: "ServiceAccount", alone: true)')
  async revokeServiceAccountSecret(
    @Ctx() ctx: IdentityContext,
    @Arg('secretId', () => ID) secretId: string,
  ): Promise<ServiceAccount> {
    const { serviceAccountId } = await revokeServiceSecret(toolsOf(ctx), secretId);
    return accountOf(ctx, serviceAccountId);
  }
}

function toolsOf(ctx: IdentityContext): ServiceAccountTools {
  return { actor: ctx.actor, change: ctx.change, serviceAccounts: dependenciesOf(ctx).serviceAccounts };
}

async function accountOf(ctx: IdentityContext, id: string): Promise<ServiceAccount> {
  const found = await dependenciesOf(ctx).serviceAccounts.find(id);
  if (!found) throw notFound('ServiceAccount', id);
  return toServiceAccount(found);
}
