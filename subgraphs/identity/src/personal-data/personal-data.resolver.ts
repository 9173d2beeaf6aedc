import { Ctx, Query, Resolver } from 'type-graphql';
import { dependenciesOf, type IdentityContext } from '../dependencies.js';
import { PersonalDataSet } from './personal-data.type.js';
import { readPersonalData } from './read-personal-data.js';

/** What the product holds about the person who asks. */
@Resolver(() => PersonalDataSet)
export class PersonalDataResolver {
  @Query(() => [PersonalDataSet], {
    description:
      'Everything the product holds about oneself, secrets left out (GDPR Art. 15); in a session that came by an Organization’s connection what belongs to that one.',
  })
  personalData(@Ctx() ctx: IdentityContext): Promise<readonly PersonalDataSet[]> {
    return readPersonalData(dependenciesOf(ctx));
  }
}
