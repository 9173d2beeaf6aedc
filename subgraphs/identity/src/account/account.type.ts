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

/** What may be a second factor; there are no others. */
export enum SecondFactorKind {
  APP = 'APP',
  PASSKEY = 'PASSKEY',
}
registerEnumType(SecondFactorKind, {
  name: 'SecondFactorKind',
  description: 'An authenticator app, or a passkey or security key.',
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
  @Field(() => [SecondFactorKind], { description: 'Which kinds of second factors are set up.' })
  secondFactors!: SecondFactorKind[];
  @Field(() => Boolean, { description: 'False for whoever signs in by a connection alone.' })
  hasPassword!: boolean;
  @Field(() => Int) recoveryCodesLeft!: number;
  @Field(() => GraphQLDateTime, { description: 'When the session ends at the latest.' })
  sessionExpiresAt!: Date;
  @Field(() => Int, { description: 'Seconds without a request after which the session asks for a factor.' })
  idleSeconds!: number;
  @Field(() => Boolean, { description: 'The session idled out: one factor, and everything goes on.' })
  isIdle!: boolean;
  @Field(() => ID, {
    nullable: true,
    description: 'The connection of an Organization by which the session came: it opens that one alone.',
  })
  connectionId!: string | null;
}

/** What one may change about oneself. */
@InputType('UpdateProfileInput')
export class UpdateProfileInput {
  @Field(() => String) name!: string;
  @Field(() => Locale) locale!: Locale;
}

/** The old password, the new one and a fresh code; without a code the session’s factor has to be fresh. */
@InputType('ChangePasswordInput')
export class ChangePasswordInput {
  @Field(() => String) currentPassword!: string;
  @Field(() => String) newPassword!: string;
  @Field(() => String, {
    nullable: true,
    description:
      'Of an authenticator app. Without it the second factor has to be fresh, else STEP_UP_REQUIRED.',
  })
  code?: string | null;
}
