import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Missing } from '../ask/ask.policy.js';
import { AiLanguageEnum } from '../ask/ask.type.js';
import { AiMaskedEnum } from '../ask/preview.type.js';
import { AI_LANGUAGES, LONGEST_QUESTION, LONGEST_TEXT, type AiLanguage } from '../ask/request.js';
import type { MaskedKind } from '../masking/patterns.js';
import { AiBudget } from '../usage/usage.type.js';
import type { Status } from './read-status.js';

/** What keeps AI from being used. */
export const AiMissingEnum: { [Key in Missing]: Key } = {
  OPERATOR: 'OPERATOR',
  ORGANIZATION: 'ORGANIZATION',
  PERMISSION: 'PERMISSION',
};
registerEnumType(AiMissingEnum, {
  name: 'AiMissing',
  description:
    'What keeps AI from being used: the operator has set up no service, the Organization has not switched it on, the viewer may not.',
});

/** Whether AI can be used, and what leaves the building when it is. */
@ObjectType({ description: 'Whether AI can be used, and what leaves the building when it is.' })
export class AiStatus {
  @Field(() => Boolean) available!: boolean;
  @Field(() => [AiMissingEnum]) missing!: readonly Missing[];
  @Field(() => String, { nullable: true, description: 'The host that texts are sent to.' })
  endpoint!: string | null;
  @Field(() => String, { nullable: true, description: 'Where the operator says that it runs.' })
  region!: string | null;
  @Field(() => String, { nullable: true }) deployment!: string | null;
  @Field(() => String, { nullable: true }) apiVersion!: string | null;
  @Field(() => [AiMaskedEnum], { description: 'What is taken out before texts leave.' })
  masks!: readonly MaskedKind[];
  @Field(() => AiBudget, { nullable: true, description: 'Null for those who have nothing to do with it.' })
  budget!: AiBudget | null;
  @Field(() => [AiLanguageEnum]) languages!: readonly AiLanguage[];
  @Field(() => Int) maximumTextLength!: number;
  @Field(() => Int) maximumQuestionLength!: number;
}

/** The status in the form of its GraphQL type. */
export function toStatus({ missing, service, budget }: Status): AiStatus {
  return Object.assign(new AiStatus(), {
    available: missing.length === 0,
    missing,
    endpoint: service?.endpoint ?? null,
    region: service?.region || null,
    deployment: service?.deployment ?? null,
    apiVersion: service?.apiVersion ?? null,
    masks: Object.values(AiMaskedEnum),
    budget: budget && Object.assign(new AiBudget(), budget),
    languages: Object.keys(AI_LANGUAGES) as AiLanguage[],
    maximumTextLength: LONGEST_TEXT,
    maximumQuestionLength: LONGEST_QUESTION,
  });
}
