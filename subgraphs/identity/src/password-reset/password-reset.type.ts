import { Field, InputType, ObjectType } from 'type-graphql';

/** Whose password a link replaces. */
@ObjectType('PasswordResetOffer', { description: 'What a link for a new password is good for.' })
export class PasswordResetOffer {
  @Field(() => String, { description: 'The address that the link was sent to.' }) email!: string;
}

/** Where the link goes. */
@InputType('RequestPasswordResetInput')
export class RequestPasswordResetInput {
  @Field(() => String) email!: string;
}

/** A new password. */
@InputType('ResetPasswordInput')
export class ResetPasswordInput {
  @Field(() => String) token!: string;
  @Field(() => String) password!: string;
}
