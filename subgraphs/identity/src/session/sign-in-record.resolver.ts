import { Ctx, Query, Resolver } from 'type-graphql';
import { dependenciesOf, type IdentityContext } from '../dependencies.js';
import { readSignIns } from './read-sign-ins.js';
import { SignInMeans, SignInRecord } from './sign-in-record.type.js';

/** What one's own trail says about sign-ins. */
@Resolver(() => SignInRecord)
export class SignInRecordResolver {
  @Query(() => [SignInRecord], {
    description:
      'Sign-ins to one’s own account in the last thirty days, refused ones too; at most a hundred.',
  })
  async recentSignIns(@Ctx() ctx: IdentityContext): Promise<SignInRecord[]> {
    const records = await readSignIns(dependenciesOf(ctx));
    return records.map(({ means, ...record }) => ({ ...record, means: SignInMeans[means] }));
  }
}
