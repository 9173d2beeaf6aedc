import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { ConnectionConfig, ConnectionKind, ConnectionRecord } from './connection-record.js';

/** Protocols by their names in the schema. */
export const ConnectionKindEnum = { SAML: 'saml', OIDC: 'oidc', OAUTH: 'oauth' } as const;
registerEnumType(ConnectionKindEnum, {
  name: 'ConnectionKind',
  description: 'The protocol of a connection.',
  valuesConfig: {
    SAML: { description: 'SAML 2.0.' },
    OIDC: { description: 'OpenID Connect.' },
    OAUTH: { description: 'OAuth 2.0 without OpenID Connect.' },
  },
});

/** Where a connection stands, by its name in the schema. */
export const ConnectionStatusEnum = { DRAFT: 'draft', ACTIVE: 'active', OFF: 'off' } as const;
registerEnumType(ConnectionStatusEnum, {
  name: 'ConnectionStatus',
  description: 'Where a connection stands.',
  valuesConfig: {
    DRAFT: { description: 'It was never switched on.' },
    ACTIVE: { description: 'People sign in by it.' },
    OFF: { description: 'It was switched off.' },
  },
});

/** A connection, as GraphQL shows it. */
@ObjectType({ description: 'A way from an identity provider of the Organization to us.' })
export class Connection {
  @Field(() => ID) id!: string;
  @Field(() => String) name!: string;
  @Field(() => ConnectionKindEnum) kind!: ConnectionKind;
  @Field(() => String, { description: 'For which kind of provider it was set up.' }) preset!: string;
  @Field(() => ConnectionStatusEnum) status!: ConnectionRecord['status'];
  @Field(() => Int, { description: 'The version by which people sign in; zero while it is a draft.' })
  version!: number;
  @Field(() => Int, { description: 'The newest version: what a change expects. Zero before the first.' })
  latestVersion!: number;
  @Field(() => Boolean, { description: 'Whether a test run succeeded with what the newest version says.' })
  isTested!: boolean;
  @Field(() => GraphQLDateTime) createdAt!: Date;
  @Field(() => GraphQLDateTime, { nullable: true }) activatedAt!: Date | null;
  @Field(() => GraphQLDateTime, { nullable: true }) archivedAt!: Date | null;
  config!: ConnectionConfig | null;
}

/** What has to be entered at the identity provider. */
@ObjectType({ description: 'Our side of a connection: what has to be entered at the identity provider.' })
export class ConnectionAddresses {
  @Field(() => String, { nullable: true, description: 'Redirect URI (OpenID Connect, OAuth 2.0).' })
  callbackUrl!: string | null;
  @Field(() => String, { nullable: true, description: 'Our entity id (SAML); metadata lies there.' })
  entityId!: string | null;
  @Field(() => String, { nullable: true, description: 'Assertion consumer service (SAML).' })
  acsUrl!: string | null;
  @Field(() => String, { nullable: true, description: 'Where the provider tells us of a logout.' })
  logoutUrl!: string | null;
  @Field(() => String, { nullable: true, description: 'Where people come back to after signing out there.' })
  signedOutUrl!: string | null;
}

/** A certificate, without its key. */
@ObjectType({ description: 'A certificate of a connection.' })
export class ConnectionCertificate {
  @Field(() => String, { description: 'SHA-256.' }) fingerprint!: string;
  @Field(() => GraphQLDateTime) endsAt!: Date;
}

/** What is known of a SAML identity provider. */
@ObjectType({ description: 'What is known of a SAML identity provider.' })
export class SamlSettings {
  @Field(() => String) idpEntityId!: string;
  @Field(() => String) ssoUrl!: string;
  @Field(() => String, { nullable: true }) sloUrl!: string | null;
  @Field(() => String, { nullable: true, description: 'Where its metadata is read again every day.' })
  metadataUrl!: string | null;
  @Field(() => [ConnectionCertificate]) certificates!: ConnectionCertificate[];
  @Field(() => [ConnectionCertificate], { description: 'Ours, in use: for signing, for encryption.' })
  ownCertificates!: ConnectionCertificate[];
  @Field(() => [ConnectionCertificate], { description: 'Ours, published and not yet in use.' })
  nextCertificates!: ConnectionCertificate[];
  @Field(() => [ConnectionCertificate], { description: 'Ours, published still and no longer in use.' })
  pastCertificates!: ConnectionCertificate[];
  @Field(() => Boolean) allowIdpInitiated!: boolean;
  @Field(() => Boolean) requireEncryption!: boolean;
  @Field(() => [String]) requestedContexts!: string[];
}

/** What is known of an OpenID Connect provider. */
@ObjectType({ description: 'What is known of an OpenID Connect provider.' })
export class OidcSettings {
  @Field(() => String) issuer!: string;
  @Field(() => String) clientId!: string;
  @Field(() => [String]) scopes!: string[];
}

/** What is known of an OAuth 2.0 provider. */
@ObjectType({ description: 'What is known of an OAuth 2.0 provider.' })
export class OauthSettings {
  @Field(() => String) provider!: string;
  @Field(() => String) clientId!: string;
}

/** Where things stand among what is asserted. */
@ObjectType({ description: 'Where a person’s mail, name and groups stand among what is asserted.' })
export class AttributeMapping {
  @Field(() => String) email!: string;
  @Field(() => String, { nullable: true }) name!: string | null;
  @Field(() => String, { nullable: true }) groups!: string | null;
}

/** A rule that gives a role. */
@ObjectType({ description: 'Who asserts this value gets this role.' })
export class RoleRule {
  @Field(() => String) attribute!: string;
  @Field(() => String) value!: string;
  @Field(() => ID) role!: string;
}

/** What happens to people who are unknown here. */
@ObjectType({ description: 'What happens to people who arrive for the first time.' })
export class NewcomerSettings {
  @Field(() => Boolean, { description: 'Whether they get an account at all.' }) allowed!: boolean;
  @Field(() => ID) role!: string;
  @Field(() => ID, { description: 'Nobody arrives above it.' }) ceiling!: string;
  @Field(() => [RoleRule], { description: 'The first one that fits decides.' }) rules!: RoleRule[];
}

/** What changed from one version to the next. */
@ObjectType({ description: 'What a version changed.' })
export class ConnectionChange {
  @Field(() => String) field!: string;
  @Field(() => String, { nullable: true }) before!: string | null;
  @Field(() => String, { nullable: true }) after!: string | null;
}

/** A version of a connection. */
@ObjectType({ description: 'A version of the settings of a connection, never altered.' })
export class ConnectionVersion {
  @Field(() => Int) version!: number;
  @Field(() => String) reason!: string;
  @Field(() => GraphQLDateTime) createdAt!: Date;
  @Field(() => Int, { nullable: true, description: 'The version that was brought back.' })
  restoredFrom!: number | null;
  @Field(() => [ConnectionChange], {
    description: 'Against the version before it; secrets are not among them.',
  })
  changes!: readonly ConnectionChange[];
  authorId!: string | null;
}

/** One thing that was looked at. */
@ObjectType({ description: 'One thing that was looked at, and what was found.' })
export class ConnectionCheck {
  @Field(() => String) name!: string;
  @Field(() => Boolean) ok!: boolean;
  @Field(() => String) detail!: string;
}

/** Something that the provider said of the person. */
@ObjectType({ description: 'Something that the identity provider said of the person.' })
export class ReceivedAttribute {
  @Field(() => String) name!: string;
  @Field(() => [String]) values!: readonly string[];
}

/** What came of a test run. */
@ObjectType({ description: 'What came of a test run; kept for thirty days.' })
export class TestRun {
  @Field(() => ID) id!: string;
  @Field(() => Int) version!: number;
  @Field(() => Boolean) isOk!: boolean;
  @Field(() => GraphQLDateTime) createdAt!: Date;
  @Field(() => [ConnectionCheck]) checks!: readonly ConnectionCheck[];
  @Field(() => [ReceivedAttribute]) attributes!: readonly ReceivedAttribute[];
  @Field(() => [String], { description: 'How the person was authenticated there, for example amr:mfa.' })
  assurance!: readonly string[];
  accountId!: string;
}

/** A connection in the form of its GraphQL type. */
export function toConnection(record: ConnectionRecord): Connection {
  return Object.assign(new Connection(), record);
}
