import { Arg, Ctx, Directive, ID, Mutation, Query, Resolver } from 'type-graphql';
import { z } from 'zod';
import { KopexaError } from '#runtime/errors/catalogue.js';
import { line, parse } from '#runtime/graphql/parse.js';
import { notify } from '../account/notify.js';
import { accountIdOf, dependenciesOf, ownDependenciesOf, type IdentityContext } from '../dependencies.js';
import { SignInStep } from '../sign-in/sign-in.type.js';
import { addApp, beginApp } from './add-app.js';
import {
  AddAuthenticatorAppInput,
  AuthenticatorApp,
  RenameAuthenticatorAppInput,
} from './authenticator-app.type.js';
import { codeSchema } from './code.schema.js';
import { renewRecoveryCodes } from './enrol-totp.js';
import { TotpConfirmation, TotpEnrolmentType } from './second-factor.type.js';

const name = line({ max: 60 });
const addSchema = codeSchema.extend({ name });
const renameSchema = z.object({ appId: z.string(), name });

/** One's own authenticator apps, and new recovery codes. */
@Resolver(() => AuthenticatorApp)
export class AuthenticatorAppResolver {
  @Query(() => [AuthenticatorApp], { description: 'One’s own authenticator apps, oldest first.' })
  authenticatorApps(@Ctx() ctx: IdentityContext): Promise<readonly AuthenticatorApp[]> {
    return dependenciesOf(ctx).apps.own();
  }

  @Mutation(() => TotpEnrolmentType, {
    description:
      'A secret for another authenticator app, good for 15 minutes. Needs a fresh second factor, else STEP_UP_REQUIRED.',
  })
  @Directive('@audit(action: "authenticator_app.begin", subject: "Account")')
  async beginAuthenticatorApp(@Ctx() ctx: IdentityContext): Promise<TotpEnrolmentType> {
    ctx.change.subject(accountIdOf(ctx));
    const deps = ownDependenciesOf(ctx);
    const own = await deps.accounts.own();
    if (!own) throw new KopexaError('UNAUTHENTICATED');
    return { ...(await beginApp(deps, own)) };
  }

  @Mutation(() => AuthenticatorApp, {
    description: 'Adds the authenticator app that was begun, with its first code.',
  })
  @Directive('@audit(action: "authenticator_app.add", subject: "Account")')
  async addAuthenticatorApp(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => AddAuthenticatorAppInput) input: AddAuthenticatorAppInput,
  ): Promise<AuthenticatorApp> {
    const accountId = accountIdOf(ctx);
    ctx.change.subject(accountId);
    const id = await addApp(ownDependenciesOf(ctx), parse(addSchema, input));
    await notify(ctx.change, accountId, 'app_added');
    noteState(ctx, id, { after: 'active' });
    return found(ctx, id);
  }

  @Mutation(() => AuthenticatorApp)
  @Directive('@audit(action: "authenticator_app.rename", subject: "Account")')
  async renameAuthenticatorApp(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => RenameAuthenticatorAppInput) input: RenameAuthenticatorAppInput,
  ): Promise<AuthenticatorApp> {
    const accountId = accountIdOf(ctx);
    ctx.change.subject(accountId);
    const { appId, name: after } = parse(renameSchema, input);
    const before = await dependenciesOf(ctx).apps.rename(appId, after);
    ctx.change.note({
      ...{ entity: 'AuthenticatorApp', id: appId, field: 'name', class: 'personal', subjectId: accountId },
      ...{ before, after },
    });
    return found(ctx, appId);
  }

  @Mutation(() => Boolean, {
    description:
      'Removes an authenticator app for good; never the last factor. Needs a fresh second factor, else STEP_UP_REQUIRED.',
  })
  @Directive('@audit(action: "authenticator_app.remove", subject: "Account")')
  async removeAuthenticatorApp(
    @Ctx() ctx: IdentityContext,
    @Arg('appId', () => ID) appId: string,
  ): Promise<boolean> {
    const accountId = accountIdOf(ctx);
    ctx.change.subject(accountId);
    await ownDependenciesOf(ctx).apps.remove(appId);
    await notify(ctx.change, accountId, 'app_removed');
    noteState(ctx, appId, { before: 'active', after: 'removed' });
    return true;
  }

  @Mutation(() => TotpConfirmation, {
    description: 'New recovery codes; the old ones end. Needs a fresh second factor, else STEP_UP_REQUIRED.',
  })
  @Directive('@audit(action: "second_factor.renew_recovery_codes", subject: "Account")')
  async renewRecoveryCodes(@Ctx() ctx: IdentityContext): Promise<TotpConfirmation> {
    const id = accountIdOf(ctx);
    ctx.change.subject(id);
    const recoveryCodes = await renewRecoveryCodes(ownDependenciesOf(ctx));
    await notify(ctx.change, id, 'recovery_codes_replaced');
    ctx.change.note({
      ...{ entity: 'Account', id, field: 'recovery_codes', class: 'secret' },
      ...{ before: true, after: true },
    });
    return { recoveryCodes, next: SignInStep.DONE };
  }
}

async function found(ctx: IdentityContext, id: string): Promise<AuthenticatorApp> {
  const app = (await dependenciesOf(ctx).apps.own()).find((each) => each.id === id);
  if (!app) throw new KopexaError('NOT_FOUND');
  return app;
}

function noteState(ctx: IdentityContext, id: string, change: { before?: string; after: string }): void {
  ctx.change.note({ entity: 'AuthenticatorApp', id, field: 'state', class: 'technical', ...change });
}
