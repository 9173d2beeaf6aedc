import { z } from 'zod';
import { Arg, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import { KopexaError } from '#runtime/errors/catalogue.js';
import { line, parse } from '#runtime/graphql/parse.js';
import {
  accountIdOf,
  dependenciesOf,
  ownDependenciesOf,
  profileDependenciesOf,
  type IdentityContext,
} from '../dependencies.js';
import { secretText } from '../password/password.schema.js';
import { noteSession } from '../session/note-session.js';
import {
  AssuranceLevel,
  ChangePasswordInput,
  Locale,
  Me,
  SecondFactorKind,
  UpdateProfileInput,
} from './account.type.js';
import { changePassword } from './change-password.js';
import { notify } from './notify.js';
import { readMe, type OwnAccount } from './read-me.js';
import { updateProfile } from './update-profile.js';

const profileSchema = z.object({ name: line({ max: 120 }), locale: z.enum(Locale) });
const passwordSchema = z.object({
  currentPassword: secretText,
  newPassword: secretText,
  code: line({ max: 40 })
    .nullish()
    .transform((value) => value ?? null),
});

/** One's own account. */
@Resolver(() => Me)
export class AccountResolver {
  @Query(() => Me, { nullable: true, description: 'Who is signed in; null when nobody is.' })
  async me(@Ctx() ctx: IdentityContext): Promise<Me | null> {
    const own = await readMe(dependenciesOf(ctx));
    return own ? toMe(own) : null;
  }

  @Mutation(() => Me)
  @Directive('@audit(action: "account.update_profile", subject: "Account")')
  async updateProfile(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => UpdateProfileInput) input: UpdateProfileInput,
  ): Promise<Me> {
    ctx.change.subject(accountIdOf(ctx));
    await updateProfile(profileDependenciesOf(ctx), parse(profileSchema, input));
    return toMe(await ownAccount(ctx));
  }

  @Mutation(() => Boolean, { description: 'Changes the password and ends every other session.' })
  @Directive('@audit(action: "account.change_password", subject: "Account")')
  async changePassword(
    @Ctx() ctx: IdentityContext,
    @Arg('input', () => ChangePasswordInput) input: ChangePasswordInput,
  ): Promise<boolean> {
    const accountId = accountIdOf(ctx);
    ctx.change.subject(accountId);
    const own = await ownAccount(ctx);
    const { session, revoked } = await changePassword(
      { ...ownDependenciesOf(ctx), personal: [own.name, own.email] },
      parse(passwordSchema, input),
    );
    ctx.change.note({
      entity: 'Account',
      id: accountId,
      field: 'password',
      class: 'secret',
      before: true,
      after: true,
    });
    await notify(ctx.change, accountId, 'password_changed');
    noteSession(ctx, { ended: [...revoked, ctx.actor.sessionId], begun: session.sessionId });
    ctx.effects.setSession(session.token, session.expiresAt);
    return true;
  }
}

async function ownAccount(ctx: IdentityContext): Promise<OwnAccount> {
  const own = await readMe(dependenciesOf(ctx));
  if (!own) throw new KopexaError('UNAUTHENTICATED');
  return own;
}

function toMe(own: OwnAccount): Me {
  const { id, email, name, locale, assurance, hasApp, hasPasskey, ...rest } = own;
  return {
    ...rest,
    secondFactorEnrolled: hasApp || hasPasskey,
    secondFactors: [
      ...(hasApp ? [SecondFactorKind.APP] : []),
      ...(hasPasskey ? [SecondFactorKind.PASSKEY] : []),
    ],
    user: { id, name, email },
    email,
    name,
    locale: locale === 'de' ? Locale.DE : Locale.EN,
    assurance: assurance === 2 ? AssuranceLevel.MFA : AssuranceLevel.PASSWORD,
  };
}
