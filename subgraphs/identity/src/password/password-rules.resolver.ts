import { Ctx, Query, Resolver } from 'type-graphql';
import { dependenciesOf, type IdentityContext } from '../dependencies.js';
import { PasswordRules } from './password-rules.type.js';

/** The rules for one's own password. */
@Resolver(() => PasswordRules)
export class PasswordRulesResolver {
  @Query(() => PasswordRules, { nullable: true, description: 'What one’s own password has to be.' })
  passwordRules(@Ctx() ctx: IdentityContext): Promise<PasswordRules | null> {
    return dependenciesOf(ctx).passwordRules.own();
  }
}
