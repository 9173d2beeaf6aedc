import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { AI_KINDS, AI_LANGUAGES, AI_STYLES, type AiKind, type AiLanguage, type AiStyle } from './request.js';

const same = <const Name extends string>(names: readonly Name[]): { [Key in Name]: Key } =>
  Object.fromEntries(names.map((name) => [name, name])) as { [Key in Name]: Key };

/** What the model can be asked for. */
export const AiKindEnum = same(AI_KINDS);
registerEnumType(AiKindEnum, { name: 'AiKind', description: 'What the model can be asked for.' });

/** How a text can be rewritten. */
export const AiStyleEnum = same(AI_STYLES);
registerEnumType(AiStyleEnum, { name: 'AiStyle', description: 'How a text can be rewritten.' });

/** Languages that can be asked for. */
export const AiLanguageEnum = same(Object.keys(AI_LANGUAGES) as AiLanguage[]);
registerEnumType(AiLanguageEnum, { name: 'AiLanguage', description: 'A language that can be asked for.' });

/** What is asked of the model; the same shape as the body of `POST /o/:slug/ai/answers`. */
@InputType({ description: 'What is asked of the model; also the body of POST /o/:slug/ai/answers.' })
export class AiRequestInput {
  @Field(() => AiKindEnum) kind!: AiKind;
  @Field(() => ID, { nullable: true, description: 'SUMMARISE: the document.' }) documentId?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'SUMMARISE: its version; the newest that the viewer may read unless given.',
  })
  versionId?: string | null;
  @Field(() => String, { nullable: true, description: 'ANSWER: 1 to 1000 characters.' })
  question?: string | null;
  @Field(() => [ID], {
    nullable: true,
    description: 'ANSWER: every Space that the viewer reads unless given.',
  })
  spaceIds?: string[] | null;
  @Field(() => String, { nullable: true, description: 'REWRITE, TRANSLATE: 1 to 12000 characters.' })
  text?: string | null;
  @Field(() => AiStyleEnum, { nullable: true, description: 'REWRITE.' }) style?: AiStyle | null;
  @Field(() => AiLanguageEnum, {
    nullable: true,
    description: 'TRANSLATE: required. SUMMARISE, ANSWER: of the answer; the viewer’s own unless given.',
  })
  language?: AiLanguage | null;
}
