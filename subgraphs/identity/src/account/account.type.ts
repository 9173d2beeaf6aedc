import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

/** How surely a session knows who is there. */
export enum AssuranceLevel {
  PASSWORD = 'PASSWORD',
  MFA = 'MFA',
}
registerEnumType(AssuranceLevel, {
  name: 'AssuranceLevel',
  description: 'How surely a session knows who is there.',
});

/** The languages of the product. */
export enum Locale {
  DE = 'de',
  EN = 'en',
}
registerEnumType(Locale, { name: 'Locale', description: 'German or English.' });

/** A person. */
@ObjectType('User', { description: 'A person, as people of the same Organization see them.' })
@Directive('@key(fields: "id")')
export class User {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true, description: 'Only for oneself and for members.' }) email!:
    string | null;
}

/** The person who is signed in. */
@ObjectType('Me', { description: 'The person who is signed in, with their session.' })
export class Me {
  @Field(() => User) user!: User;
  @Field(() => String) email!: string;
  @Field(() => String) name!: string;
  @Field(() => Locale) locale!: Locale;
  @Field(() => AssuranceLevel) assurance!: AssuranceLevel;
  @Field(() => Boolean) secondFactorEnrolled!: boolean;
  @Field(() => Int) recoveryCodesLeft!: number;
  @Field(() => GraphQLDateTime) sessionExpiresAt!: Date;
}

/** What one may change about oneself. */
@InputType('UpdateProfileInput')
export class UpdateProfileInput {
  @Field(() => String) name!: string;
  @Field(() => Locale) locale!: Locale;
}

/** The old password, the new one and a fresh code. */
@InputType('ChangePasswordInput')
export class ChangePasswordInput {
  @Field(() => String) currentPassword!: string;
  @Field(() => String) newPassword!: string;
  @Field(() => String) code!: string;
}
