import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import { parse } from '#runtime/graphql/parse.js';
import { accountIdOf, ownDependenciesOf, type IdentityContext } from '../dependencies.js';
import { checkCode } from './check-code.js';
import { codeSchema } from './code.schema.js';
import { noteRecoveryCode } from './note-recovery-code.js';
import { CodeInput } from './second-factor.type.js';

/** Showing the second factor once more, for steps that ask for a fresh one. */
@Resolver()
export class ConfirmSecondFactorResolver {
  @Mutation(() => Boolean, {
    description:
      'Shows the second factor once more in this session: for the next five minutes steps that answered STEP_UP_REQUIRED are open. A code of an app, or a recovery code.',
  })
  @Directive('@audit(action: "second_factor.confirm", subject: "Account")')
  async confirmSecondFactor(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => CodeInput) input: CodeInput,
  ): Promise<boolean> {
    ctx.change.subject(accountIdOf(ctx));
    const deps = ownDependenciesOf(ctx);
    const method = await checkCode(deps, parse(codeSchema, input).code, { recovery: true });
    if (method === 'password+recovery_code') await noteRecoveryCode(ctx, deps.accountId);
    await deps.sessions.refreshFactor();
    return true;
  }
}
