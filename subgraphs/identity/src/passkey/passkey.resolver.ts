import { Arg, Ctx, Directive, ID, Mutation, Query, Resolver } from 'type-graphql';
import { z } from 'zod';
import { KopexaError } from '#runtime/errors/catalogue.js';
import { parse } from '#runtime/graphql/parse.js';
import { notify } from '../account/notify.js';
import { accountIdOf, dependenciesOf, ownDependenciesOf, type IdentityContext } from '../dependencies.js';
import { beginRegistration } from './ceremony.js';
import { passkeyName, registerSchema } from './passkey.schema.js';
import { Passkey, PasskeyOptions, RegisterPasskeyInput, RenamePasskeyInput } from './passkey.type.js';
import { registerPasskey } from './register-passkey.js';

const renameSchema = z.object({ passkeyId: z.string(), name: passkeyName });

/** One's own passkeys. */
@Resolver(() => Passkey)
export class PasskeyResolver {
  @Query(() => [Passkey], { description: 'One’s own passkeys and security keys, oldest first.' })
  passkeys(@Ctx() ctx: IdentityContext): Promise<readonly Passkey[]> {
    return dependenciesOf(ctx).passkeys.own();
  }

  @Mutation(() => PasskeyOptions, {
    description: 'Begins to set up a passkey. Needs a fresh second factor, else STEP_UP_REQUIRED.',
  })
  @Directive('@audit(action: "passkey.begin_registration", subject: "Account")')
  async beginPasskeyRegistration(@Ctx() ctx: IdentityContext): Promise<PasskeyOptions> {
    ctx.change.subject(accountIdOf(ctx));
    const deps = dependenciesOf(ctx);
    const own = await deps.accounts.own();
    if (!own) throw new KopexaError('UNAUTHENTICATED');
    return { json: JSON.stringify(await beginRegistration(deps, own)) };
  }

  @Mutation(() => Passkey, { description: 'Keeps the passkey that the browser has made.' })
  @Directive('@audit(action: "passkey.register", subject: "Account")')
  async registerPasskey(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => RegisterPasskeyInput) input: RegisterPasskeyInput,
  ): Promise<Passkey> {
    const accountId = accountIdOf(ctx);
    ctx.change.subject(accountId);
    const tools = { ...dependenciesOf(ctx), change: ctx.change };
    const id = await registerPasskey(tools, parse(registerSchema, input));
    await notify(ctx.change, accountId, 'passkey_added');
    noteState(ctx, id, { after: 'active' });
    return found(ctx, id);
  }

  @Mutation(() => Passkey)
  @Directive('@audit(action: "passkey.rename", subject: "Account")')
  async renamePasskey(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => RenamePasskeyInput) input: RenamePasskeyInput,
  ): Promise<Passkey> {
    const accountId = accountIdOf(ctx);
    ctx.change.subject(accountId);
    const { passkeyId, name } = parse(renameSchema, input);
    const before = await dependenciesOf(ctx).passkeys.rename(passkeyId, name);
    ctx.change.note({
      ...{ entity: 'Passkey', id: passkeyId, field: 'name', class: 'personal', subjectId: accountId },
      ...{ before, after: name },
    });
    return found(ctx, passkeyId);
  }

  @Mutation(() => Boolean, {
    description: 'Removes a passkey for good. Needs a fresh second factor, else STEP_UP_REQUIRED.',
  })
  @Directive('@audit(action: "passkey.remove", subject: "Account")')
  async removePasskey(
    @Ctx() ctx: IdentityContext,
    @Arg('passkeyId', () => ID) passkeyId: string,
  ): Promise<boolean> {
    const accountId = accountIdOf(ctx);
    ctx.change.subject(accountId);
    await ownDependenciesOf(ctx).passkeys.remove(passkeyId);
    await notify(ctx.change, accountId, 'passkey_removed');
    noteState(ctx, passkeyId, { before: 'active', after: 'removed' });
    return true;
  }
}

async function found(ctx: IdentityContext, id: string): Promise<Passkey> {
  const passkey = (await dependenciesOf(ctx).passkeys.own()).find((each) => each.id === id);
  if (!passkey) throw new KopexaError('NOT_FOUND');
  return passkey;
}

function noteState(ctx: IdentityContext, id: string, change: { before?: string; after: string }): void {
  ctx.change.note({ entity: 'Passkey', id, field: 'state', class: 'technical', ...change });
}
