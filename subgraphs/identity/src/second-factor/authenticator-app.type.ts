import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';

/** An authenticator app of one's own. */
@ObjectType('AuthenticatorApp', { description: 'An authenticator app of one’s own.' })
export class AuthenticatorApp {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => GraphQLDateTime) createdAt!: Date;
  @Field(() => GraphQLDateTime, { nullable: true }) lastUsedAt!: Date | null;
}

/** The first code of another app, and what it is called. */
@InputType('AddAuthenticatorAppInput')
export class AddAuthenticatorAppInput {
  @Field(() => String) code!: string;
  @Field(() => String) name!: string;
}

/** Another name. */
@InputType('RenameAuthenticatorAppInput')
export class RenameAuthenticatorAppInput {
  @Field(() => ID) appId!: string;
  @Field(() => String) name!: string;
}
