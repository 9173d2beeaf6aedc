import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, Int, ObjectType } from 'type-graphql';

/** A column of what is held, as it is declared. */
@ObjectType({ description: 'A kind of value that is held, as it is declared where it is stored.' })
export class PersonalDataField {
  @Field(() => String) name!: string;
  @Field(() => String, { description: 'What it is called in the reader’s language.' }) label!: string;
  @Field(() => Boolean, { description: 'Relates to the person, beyond ids, times and states.' })
  isPersonal!: boolean;
  @Field(() => String, { nullable: true, description: 'Why it is processed (GDPR Art. 15(1)(a)).' })
  purpose!: string | null;
  @Field(() => String, { nullable: true, description: 'How long it is kept (GDPR Art. 15(1)(d)).' })
  retention!: string | null;
}

/** One kind of thing that is held about the person. */
@ObjectType({ description: 'One kind of thing that the product holds about the person.' })
export class PersonalDataSet {
  @Field(() => String) source!: string;
  @Field(() => String, { description: 'What it is called in the reader’s language.' }) title!: string;
  @Field(() => [PersonalDataField]) fields!: readonly PersonalDataField[];
  @Field(() => [GraphQLJSONObject], { description: 'At most a thousand, newest first.' })
  entries!: readonly Record<string, unknown>[];
  @Field(() => GraphQLJSONObject, {
    description: 'What ids, roles and devices among the values are called, where the reader may know it.',
  })
  names!: Readonly<Record<string, string>>;
  @Field(() => Int, { description: 'How many there are in all.' }) total!: number;
}
