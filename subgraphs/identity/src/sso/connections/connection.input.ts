import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';

/** A new connection. */
@InputType()
export class CreateConnectionInput {
  @Field(() => String, { description: 'One of the presets.' }) preset!: string;
  @Field(() => String, { description: 'What people read on the button.' }) name!: string;
}

/** Another name. */
@InputType()
export class RenameConnectionInput {
  @Field(() => ID) connectionId!: string;
  @Field(() => String) name!: string;
}

/** A certificate, an address and a name that somebody has, but no metadata. */
@InputType()
export class SamlByHandInput {
  @Field(() => String) idpEntityId!: string;
  @Field(() => String) ssoUrl!: string;
  @Field(() => String, { nullable: true }) sloUrl!: string | null;
  @Field(() => [String], { description: 'PEM, or base64.' }) certificates!: string[];
}

/** Where a SAML identity provider describes itself: one of the three. */
@InputType()
export class SamlSourceInput {
  @Field(() => ID) connectionId!: string;
  @Field(() => String, { nullable: true }) url!: string | null;
  @Field(() => String, { nullable: true, description: 'The metadata itself.' }) xml!: string | null;
  @Field(() => SamlByHandInput, { nullable: true }) byHand!: SamlByHandInput | null;
}

/** Settings of a SAML connection. */
@InputType()
export class ConfigureSamlInput {
  @Field(() => ID) connectionId!: string;
  @Field(() => Int) expectedVersion!: number;
  @Field(() => String) reason!: string;
  @Field(() => String, { nullable: true, description: 'What samlReading answered; none: as before.' })
  reading!: string | null;
  @Field(() => Boolean) allowIdpInitiated!: boolean;
  @Field(() => Boolean) requireEncryption!: boolean;
  @Field(() => [String]) requestedContexts!: string[];
}

/** Steps of renewing our own keys, by their names in the schema. */
export const KeyRenewalStepEnum = { BEGIN: 'begin', SWITCH: 'switch', END: 'end' } as const;
registerEnumType(KeyRenewalStepEnum, {
  name: 'KeyRenewalStep',
  description: 'A step of renewing our own keys of a SAML connection.',
  valuesConfig: {
    BEGIN: { description: 'A second pair is made and published beside the one that signs.' },
    SWITCH: { description: 'The second pair signs, in a new version that is tried first.' },
    END: { description: 'The pair that does not sign is taken away.' },
  },
});

/** A step of renewing our own keys. */
@InputType()
export class RenewConnectionKeysInput {
  @Field(() => ID) connectionId!: string;
  @Field(() => Int) expectedVersion!: number;
  @Field(() => String) reason!: string;
  @Field(() => KeyRenewalStepEnum) step!: 'begin' | 'switch' | 'end';
}

/** Settings of an OpenID Connect connection. */
@InputType()
export class ConfigureOidcInput {
  @Field(() => ID) connectionId!: string;
  @Field(() => Int) expectedVersion!: number;
  @Field(() => String) reason!: string;
  @Field(() => String, { nullable: true, description: 'What oidcReading answered; none: as before.' })
  reading!: string | null;
  @Field(() => String) clientId!: string;
  @Field(() => String, { nullable: true, description: 'Never shown again; none: as before.' })
  clientSecret!: string | null;
  @Field(() => [String]) scopes!: string[];
}

/** Settings of an OAuth 2.0 connection. */
@InputType()
export class ConfigureOauthInput {
  @Field(() => ID) connectionId!: string;
  @Field(() => Int) expectedVersion!: number;
  @Field(() => String) reason!: string;
  @Field(() => String) clientId!: string;
  @Field(() => String, { nullable: true, description: 'Never shown again; none: as before.' })
  clientSecret!: string | null;
}

/** A rule that gives a role. */
@InputType()
export class RoleRuleInput {
  @Field(() => String) attribute!: string;
  @Field(() => String) value!: string;
  @Field(() => ID) role!: string;
}

/** Who people are that arrive, and what they get. */
@InputType()
export class ConfigureArrivalsInput {
  @Field(() => ID) connectionId!: string;
  @Field(() => Int) expectedVersion!: number;
  @Field(() => String) reason!: string;
  @Field(() => String) emailAttribute!: string;
  @Field(() => String, { nullable: true }) nameAttribute!: string | null;
  @Field(() => String, { nullable: true }) groupsAttribute!: string | null;
  @Field(() => Boolean) allowNewcomers!: boolean;
  @Field(() => ID) role!: string;
  @Field(() => ID) ceiling!: string;
  @Field(() => [RoleRuleInput]) rules!: RoleRuleInput[];
}

/** What counts as a second factor when the identity provider asserts it. */
@InputType()
export class AcceptAssuranceInput {
  @Field(() => ID) connectionId!: string;
  @Field(() => Int) expectedVersion!: number;
  @Field(() => String) reason!: string;
  @Field(() => [String], { description: 'All of them; each was seen in a test run or is accepted already.' })
  values!: string[];
}

/** An earlier version that shall come back. */
@InputType()
export class RestoreConnectionInput {
  @Field(() => ID) connectionId!: string;
  @Field(() => Int) version!: number;
  @Field(() => Int) expectedVersion!: number;
  @Field(() => String) reason!: string;
}

/** The version that shall be in force. */
@InputType()
export class ActivateConnectionInput {
  @Field(() => ID) connectionId!: string;
  @Field(() => Int) expectedVersion!: number;
}
