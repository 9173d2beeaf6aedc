import { Field, InputType, ObjectType } from 'type-graphql';
import { SignInStep } from '../sign-in/sign-in.type.js';

/** A code of the authenticator app, or a recovery code where one is taken. */
@InputType('CodeInput')
export class CodeInput {
  @Field(() => String) code!: string;
}

/** What an authenticator app needs, shown once. */
@ObjectType('TotpEnrolment', { description: 'What an authenticator app needs, shown once.' })
export class TotpEnrolmentType {
  @Field(() => String) secret!: string;
  @Field(() => String) uri!: string;
  @Field(() => String) qrCodeSvg!: string;
}

/** Recovery codes, shown once. */
@ObjectType('TotpConfirmation', { description: 'Recovery codes, shown once.' })
export class TotpConfirmation {
  @Field(() => [String]) recoveryCodes!: string[];
  @Field(() => SignInStep) next!: SignInStep;
}
