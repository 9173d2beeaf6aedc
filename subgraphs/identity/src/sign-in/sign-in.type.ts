import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Locale } from '../account/account.type.js';

/** What comes next on the way in. */
export enum SignInStep {
  ENROL_SECOND_FACTOR = 'ENROL_SECOND_FACTOR',
  VERIFY_SECOND_FACTOR = 'VERIFY_SECOND_FACTOR',
  DONE = 'DONE',
}
registerEnumType(SignInStep, { name: 'SignInStep', description: 'What comes next on the way in.' });

/** The answer to every step of signing in. */
@ObjectType('SignInPayload')
export class SignInPayload {
  @Field(() => SignInStep) next!: SignInStep;
}

/** What a sign-up link is good for. */
@ObjectType('SignUpOffer', { description: 'What a sign-up link is good for.' })
export class SignUpOffer {
  @Field(() => String, {
    nullable: true,
    description: 'The address that was invited; null with the first-run link.',
  })
  email!: string | null;
  @Field(() => String, { nullable: true }) organizationName!: string | null;
  @Field(() => Boolean) firstRun!: boolean;
  @Field(() => Boolean, { description: 'The address has an account: sign in and accept instead.' })
  accountExists!: boolean;
}

/** Mail address and password. */
@InputType('SignInInput')
export class SignInInput {
  @Field(() => String) email!: string;
  @Field(() => String) password!: string;
}

/** A new account. */
@InputType('SignUpInput')
export class SignUpInput {
  @Field(() => String) token!: string;
  @Field(() => String) name!: string;
  @Field(() => String) password!: string;
  @Field(() => Locale) locale!: Locale;
  @Field(() => String, { nullable: true, description: 'With the first-run link only.' }) email?:
    string | null;
}
