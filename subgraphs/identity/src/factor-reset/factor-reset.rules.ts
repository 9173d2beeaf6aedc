import { fields, halfSignedIn, may, type RuleMap } from '#runtime/access/rules.js';

const manages = may('member.manage');

/** Owners reset, which the policy and the database decide; the link is opened by somebody who has no factor yet. */
export const factorResetRules: RuleMap = {
  Query: { factorResets: manages },
  Mutation: {
    ...fields(['resetMemberFactors', 'approveFactorReset', 'cancelFactorReset'], manages),
    redeemFactorReset: halfSignedIn,
  },
  FactorReset: fields(
    [
      ...([
        'id',
        'reason',
        'askedAt',
        'expiresAt',
        'decidedAt',
        'user',
        'askedBy',
        'decidedBy',
        'state',
      ] as const),
      ...(['viewerMayApprove', 'viewerMayCancel'] as const),
    ],
    manages,
  ),
};
