import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';

/** A connection by which one may sign in. */
@ObjectType('SignInConnection', { description: 'A connection of an Organization by which one may sign in.' })
export class SignInConnection {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
}

/** What an address may sign in by. */
@ObjectType('SignInOptions', {
  description:
    'What an address may sign in by: decided by its domain, the same whether or not there is an account.',
})
export class SignInOptions {
  @Field(() => Boolean) password!: boolean;
  @Field(() => [SignInConnection]) connections!: SignInConnection[];
}

/** Where the browser goes on. */
@ObjectType('SsoStart')
export class SsoStart {
  @Field(() => String) redirectUrl!: string;
}

/** What comes next for somebody who came by a connection. */
export enum SsoStep {
  CONFIRM = 'CONFIRM',
  LINK = 'LINK',
  ENROL_SECOND_FACTOR = 'ENROL_SECOND_FACTOR',
  VERIFY_SECOND_FACTOR = 'VERIFY_SECOND_FACTOR',
  DONE = 'DONE',
}
registerEnumType(SsoStep, {
  name: 'SsoStep',
  description: 'What comes next for somebody who came by a connection.',
});

/** What came of an arrival. */
@ObjectType('FinishSsoPayload')
export class FinishSsoPayload {
  @Field(() => SsoStep) next!: SsoStep;
  @Field(() => String, { nullable: true, description: 'Who came, where the person is asked.' })
  name!: string | null;
  @Field(() => String) returnPath!: string;
}

/** What came of linking. */
@ObjectType('LinkSsoPayload')
export class LinkSsoPayload {
  @Field(() => String) returnPath!: string;
}

/** A sign-in by a connection begins. */
@InputType('StartSsoInput')
export class StartSsoInput {
  @Field(() => ID) connectionId!: string;
  @Field(() => String, { nullable: true, description: 'Where to go on afterwards: a path of this product.' })
  returnPath?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'The address that was typed, for the other side to fill in.',
  })
  loginHint?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Asks for a new authentication there, as a step-up.' })
  fresh?: boolean | null;
}

/** A test run of a connection begins. */
@InputType('TestConnectionInput')
export class TestConnectionInput {
  @Field(() => ID) connectionId!: string;
  @Field(() => String, { description: 'The page that finishes the run: it gets `arrival` in its query.' })
  returnPath!: string;
}

/** The way back is finished. */
@InputType('FinishSsoInput')
export class FinishSsoInput {
  @Field(() => String) arrival!: string;
  @Field(() => Boolean, { nullable: true, description: 'The person said that this is who they are.' })
  confirmed?: boolean | null;
}
