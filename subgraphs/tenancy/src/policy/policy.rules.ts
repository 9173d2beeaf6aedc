import { fields, may, type RuleMap } from '#runtime/access/rules.js';

const changing = may('settings.update');
const reading = may('settings.read');

/** Rules for policies. */
export const policyRules: RuleMap = {
  Mutation: fields(['exemptFromPolicy', 'endPolicyExemption', 'remindOfPolicy'], changing),
  Organization: { policyPreview: changing, policyExemptions: reading },
  PolicyEffect: fields(['consequence', 'fixes', 'sessions', 'user', 'serviceAccount'], changing),
  PolicyExemption: fields(
    ['id', 'user', 'reason', 'since', 'until', 'isInForce', 'isBreakGlass', 'grantedBy', 'endedBy'],
    reading,
  ),
};
