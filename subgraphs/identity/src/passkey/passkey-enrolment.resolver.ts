import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import { KopexaError } from '#runtime/errors/catalogue.js';
import { parse } from '#runtime/graphql/parse.js';
import { ownDependenciesOf, accountIdOf, type IdentityContext } from '../dependencies.js';
import { issueRecoveryCodes, refuseBarred } from '../second-factor/enrol-totp.js';
import { TotpConfirmation } from '../second-factor/second-factor.type.js';
import { raiseSession } from '../second-factor/verify-second-factor.js';
import { goOn } from '../session/go-on.js';
import { SignInStep } from '../sign-in/sign-in.type.js';
import { beginRegistration } from './ceremony.js';
import { registerSchema } from './passkey.schema.js';
import { PasskeyOptions, RegisterPasskeyInput } from './passkey.type.js';
import { registerPasskey } from './register-passkey.js';

/** A passkey as the first second factor of an account that has none. */
@Resolver()
export class PasskeyEnrolmentResolver {
  @Mutation(() => PasskeyOptions, {
    description: 'Begins to set up a passkey as the first second factor, if there is none yet.',
  })
  @Directive('@audit(action: "passkey.begin_enrolment", subject: "Account")')
  async beginPasskeyEnrolment(@Ctx() ctx: IdentityContext): Promise<PasskeyOptions> {
    ctx.change.subject(accountIdOf(ctx));
    const deps = ownDependenciesOf(ctx);
    await refuseBarred(deps.factors);
    const own = await deps.accounts.own();
    if (!own) throw new KopexaError('UNAUTHENTICATED');
    return { json: JSON.stringify(await beginRegistration(deps, own)) };
  }

  @Mutation(() => TotpConfirmation, {
    description:
      'Keeps the passkey as the first second factor, goes on wholly signed in and hands out recovery codes.',
  })
  @Directive('@audit(action: "passkey.enrol", subject: "Account")')
  async confirmPasskeyEnrolment(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => RegisterPasskeyInput) input: RegisterPasskeyInput,
  ): Promise<TotpConfirmation> {
    const accountId = accountIdOf(ctx);
    ctx.change.subject(accountId);
    const deps = ownDependenciesOf(ctx);
    await refuseBarred(deps.factors);
    const id = await registerPasskey({ ...deps, change: ctx.change }, parse(registerSchema, input));
    ctx.change.note({ entity: 'Passkey', id, field: 'state', class: 'technical', after: 'active' });
    const recoveryCodes = await issueRecoveryCodes(deps);
    const session = await raiseSession(deps, 'password+passkey');
    await goOn(ctx, session, [ctx.actor.sessionId]);
    return { next: SignInStep[session.next], recoveryCodes };
  }
}
