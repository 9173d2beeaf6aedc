import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { User } from '../stubs.js';
import type { DpaLanguage } from './dpa.js';

/** Languages of the contract, by their names in the schema. */
export const DpaLanguageEnum = { DE: 'de', EN: 'en' } as const;
registerEnumType(DpaLanguageEnum, { name: 'DpaLanguage', description: 'German or English.' });

/** A version, as the operator keeps it. */
@ObjectType({ description: 'A version of the data processing agreement, as the operator keeps it.' })
export class DpaVersion {
  @Field(() => ID) id!: string;
  @Field(() => Int, { nullable: true, description: 'Null while it is a draft.' }) number!: number | null;
  @Field(() => String) textDe!: string;
  @Field(() => String) textEn!: string;
  @Field(() => String, { description: 'What is new in it.' }) summaryDe!: string;
  @Field(() => String, { description: 'What is new in it.' }) summaryEn!: string;
  @Field(() => String, { description: 'YYYY-MM-DD.' }) validFrom!: string;
  @Field(() => Int, { description: 'Goes up with every save: what a change expects.' }) revision!: number;
  @Field(() => User, { nullable: true }) updatedBy!: User | null;
  @Field(() => GraphQLDateTime) updatedAt!: Date;
  @Field(() => User, { nullable: true }) publishedBy!: User | null;
  @Field(() => GraphQLDateTime, { nullable: true }) publishedAt!: Date | null;
}

/** A customer in the operator's list. */
@ObjectType({ description: 'A customer by name, and which version it accepted last.' })
export class DpaCustomer {
  @Field(() => String) organization!: string;
  @Field(() => Int, { nullable: true }) number!: number | null;
  @Field(() => GraphQLDateTime, { nullable: true }) acceptedAt!: Date | null;
}

/** A published version. */
@ObjectType({ description: 'A published version of the data processing agreement, without its text.' })
export class DpaPublication {
  @Field(() => Int) number!: number;
  @Field(() => String, { description: 'What is new in it, in the language of the reader.' }) summary!: string;
  @Field(() => String, { description: 'SHA-256 of the German text.' }) hashDe!: string;
  @Field(() => String, { description: 'SHA-256 of the English text.' }) hashEn!: string;
  @Field(() => String, { description: 'YYYY-MM-DD.' }) validFrom!: string;
  @Field(() => GraphQLDateTime) publishedAt!: Date;
  @Field(() => Boolean, { description: 'Whether it is in force: the newest whose day has come.' })
  isCurrent!: boolean;
}

/** The text of a published version. */
@ObjectType({ description: 'A published version of the data processing agreement, with its text.' })
export class DpaDocument {
  @Field(() => DpaPublication) publication!: DpaPublication;
  @Field(() => String) textDe!: string;
  @Field(() => String) textEn!: string;
}

/** An acceptance. */
@ObjectType({ description: 'That an Organization accepted a version.' })
export class DpaAcceptance {
  @Field(() => ID) id!: string;
  @Field(() => Int) number!: number;
  @Field(() => DpaLanguageEnum) language!: DpaLanguage;
  @Field(() => String, { description: 'SHA-256 of the text that was read.' }) hash!: string;
  @Field(() => User, { nullable: true }) acceptedBy!: User | null;
  @Field(() => GraphQLDateTime) acceptedAt!: Date;
}

/** How an Organization stands with the contract. */
@ObjectType({ description: 'The data processing agreement and the acting Organization.' })
export class DpaStatus {
  @Field(() => [DpaPublication], { description: 'Newest first.' }) publications!: DpaPublication[];
  @Field(() => [DpaAcceptance], { description: 'Newest first.' }) acceptances!: DpaAcceptance[];
  @Field(() => Int, { nullable: true, description: 'The version that waits to be accepted.' })
  waiting!: number | null;
}

/** The draft as it shall be. */
@InputType()
export class SaveDpaDraftInput {
  @Field(() => String) textDe!: string;
  @Field(() => String) textEn!: string;
  @Field(() => String) summaryDe!: string;
  @Field(() => String) summaryEn!: string;
  @Field(() => String, { description: 'YYYY-MM-DD.' }) validFrom!: string;
  @Field(() => Int, { description: 'The revision that was edited; 0 when there is no draft yet.' })
  expectedRevision!: number;
}

/** Which draft is published. */
@InputType()
export class PublishDpaInput {
  @Field(() => ID) versionId!: string;
  @Field(() => Int) expectedRevision!: number;
}

/** Which version is accepted. */
@InputType()
export class AcceptDpaInput {
  @Field(() => Int) number!: number;
  @Field(() => DpaLanguageEnum, { description: 'The language in which it was read.' }) language!: DpaLanguage;
  @Field(() => String, { description: 'SHA-256 of the text that was read.' }) hash!: string;
}
