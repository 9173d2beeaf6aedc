import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';

/** A passkey or security key of one's own. */
@ObjectType('Passkey', { description: 'A passkey or security key of one’s own.' })
export class Passkey {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => GraphQLDateTime) createdAt!: Date;
  @Field(() => GraphQLDateTime, { nullable: true }) lastUsedAt!: Date | null;
  @Field(() => Boolean, { description: 'Whether its maker keeps a copy, for example on other devices.' })
  isBackedUp!: boolean;
}

/** What the browser is asked. */
@ObjectType('PasskeyOptions', { description: 'What the browser is asked for a passkey with.' })
export class PasskeyOptions {
  @Field(() => String, { description: 'JSON, for navigator.credentials (WebAuthn §5.1).' }) json!: string;
}

/** A passkey that the browser has made. */
@InputType('RegisterPasskeyInput')
export class RegisterPasskeyInput {
  @Field(() => String) name!: string;
  @Field(() => String, { description: 'The browser’s answer as JSON.' }) response!: string;
}

/** A passkey that the browser has shown. */
@InputType('ShownPasskeyInput')
export class ShownPasskeyInput {
  @Field(() => String, { description: 'The browser’s answer as JSON.' }) response!: string;
}

/** Another name. */
@InputType('RenamePasskeyInput')
export class RenamePasskeyInput {
  @Field(() => ID) passkeyId!: string;
  @Field(() => String) name!: string;
}
