import { Ctx, Query, Resolver } from 'type-graphql';
import { dependenciesOf, type IdentityContext } from '../dependencies.js';
import { describeHeld } from './describe-held.js';
import { PersonalDataSet } from './personal-data.type.js';

/** What the product holds about the person who asks. */
@Resolver(() => PersonalDataSet)
export class PersonalDataResolver {
  @Query(() => [PersonalDataSet], {
    description: 'Everything the product holds about oneself, secrets left out (GDPR Art. 15).',
  })
  async personalData(@Ctx() ctx: IdentityContext): Promise<readonly PersonalDataSet[]> {
    const held = await dependenciesOf(ctx).personalData.own();
    return held.map((rows) => describeHeld(rows, ctx.actor.locale));
  }
}
