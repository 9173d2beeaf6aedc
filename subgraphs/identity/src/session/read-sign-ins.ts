import { deviceOf } from './device.js';
import { networkOf } from './network-of.js';
import type { SignInRecordRepository, StoredSignIn } from './sign-in-record.repository.js';

const MEANS = {
  'session.sign_in': 'PASSWORD',
  'session.sign_in_with_passkey': 'PASSKEY',
  'session.verify_passkey': 'PASSKEY',
  'session.sign_in_by_sso': 'CONNECTION',
} as const;

/** A step of signing in: with what, whether it was accepted, and from where as coarsely as the person needs it. */
export interface SignInStepRecord {
  readonly id: string;
  readonly at: Date;
  readonly means: 'SECOND_FACTOR' | (typeof MEANS)[keyof typeof MEANS];
  readonly succeeded: boolean;
  readonly code: string | null;
  readonly device: string | null;
  readonly network: string;
}

/** One's own sign-ins of the last thirty days, refused ones too. */
export async function readSignIns({
  signIns,
}: {
  readonly signIns: SignInRecordRepository;
}): Promise<SignInStepRecord[]> {
  return (await signIns.recent()).map(toRecord);
}

function toRecord({ id, at, action, outcome, code, ip, userAgent }: StoredSignIn): SignInStepRecord {
  return {
    id,
    at,
    means: Object.hasOwn(MEANS, action) ? MEANS[action as keyof typeof MEANS] : 'SECOND_FACTOR',
    succeeded: outcome === 'ok',
    code,
    device: deviceOf(userAgent),
    network: networkOf(ip),
  };
}
