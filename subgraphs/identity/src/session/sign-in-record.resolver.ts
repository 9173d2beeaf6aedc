import { Ctx, Query, Resolver } from 'type-graphql';
import type { IdentityContext } from '../dependencies.js';
import { deviceOf } from './device.js';
import { networkOf } from './network-of.js';
import { recentSignIns, type StoredSignIn } from './sign-in-record.repository.js';
import { SignInMeans, SignInRecord } from './sign-in-record.type.js';

const MEANS: Readonly<Record<string, SignInMeans>> = {
  'session.sign_in': SignInMeans.PASSWORD,
  'session.sign_in_with_passkey': SignInMeans.PASSKEY,
  'session.verify_passkey': SignInMeans.PASSKEY,
  'session.sign_in_by_sso': SignInMeans.CONNECTION,
};

/** What one's own trail says about sign-ins. */
@Resolver(() => SignInRecord)
export class SignInRecordResolver {
  @Query(() => [SignInRecord], {
    description:
      'Sign-ins to one’s own account in the last thirty days, refused ones too; at most a hundred.',
  })
  async recentSignIns(@Ctx() ctx: IdentityContext): Promise<SignInRecord[]> {
    const records = await recentSignIns((sql, params) => ctx.query(sql, params));
    return records.map(toRecord);
  }
}

function toRecord({ id, at, action, outcome, code, ip, userAgent }: StoredSignIn): SignInRecord {
  return {
    id,
    at,
    means: MEANS[action] ?? SignInMeans.SECOND_FACTOR,
    succeeded: outcome === 'ok',
    code,
    device: deviceOf(userAgent),
    network: networkOf(ip),
  };
}
