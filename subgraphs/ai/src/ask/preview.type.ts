import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { MaskedKind } from '../masking/patterns.js';
import { Document } from '../stubs.js';

/** What is masked. */
export const AiMaskedEnum: { [Key in MaskedKind]: Key } = {
  PERSON: 'PERSON',
  MAIL: 'MAIL',
  PHONE: 'PHONE',
  IBAN: 'IBAN',
};
registerEnumType(AiMaskedEnum, { name: 'AiMasked', description: 'What is taken out before texts leave.' });

/** A message as it is sent. */
@ObjectType({ description: 'A message as it is sent.' })
export class AiMessage {
  @Field(() => String) role!: string;
  @Field(() => String) text!: string;
}

/** A version whose text is sent. */
@ObjectType({ description: 'A version whose text is sent.' })
export class AiSource {
  @Field(() => Document) document!: Document;
  @Field(() => ID) versionId!: string;
  @Field(() => Int) versionNumber!: number;
  @Field(() => String) title!: string;
  @Field(() => Boolean) isPublished!: boolean;
}

/** What stands for a name, an address or a number. */
@ObjectType({ description: 'What stands for a name, an address or a number in what is sent.' })
export class AiReplacement {
  @Field(() => String) placeholder!: string;
  @Field(() => String) original!: string;
  @Field(() => AiMaskedEnum) kind!: MaskedKind;
}

/** Exactly what would be sent. */
@ObjectType({ description: 'Exactly what would be sent; looking at it sends nothing.' })
export class AiPreview {
  @Field(() => [AiMessage], { description: 'Empty when nothing was found that could be sent.' })
  messages!: AiMessage[];
  @Field(() => [AiSource]) sources!: AiSource[];
  @Field(() => [AiReplacement]) replacements!: AiReplacement[];
  @Field(() => Boolean, { description: 'Whether only the beginning of the document would be sent.' })
  isShortened!: boolean;
  @Field(() => Int, { description: 'Tokens that would be reserved, with the longest answer.' })
  estimatedTokens!: number;
  @Field(() => String, { description: 'The host that it would be sent to.' }) endpoint!: string;
  @Field(() => String) deployment!: string;
}
