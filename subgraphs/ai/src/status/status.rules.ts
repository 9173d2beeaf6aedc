import { fields, inOrganization, type RuleMap } from '#runtime/access/rules.js';

/** Everybody learns whether AI is on; the use case leaves out what is not theirs to know. */
export const statusRules: RuleMap = {
  Query: { aiStatus: inOrganization },
  AiStatus: fields(
    [
      ...([
        'available',
        'missing',
        'endpoint',
        'region',
        'deployment',
        'apiVersion',
        'masks',
        'budget',
      ] as const),
      ...(['languages', 'maximumTextLength', 'maximumQuestionLength'] as const),
    ],
    inOrganization,
  ),
};
