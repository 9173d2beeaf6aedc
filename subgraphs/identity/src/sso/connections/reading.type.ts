import { Field, ObjectType } from 'type-graphql';
import { ConnectionCertificate, ConnectionCheck } from './connection.type.js';

/** What was read of a SAML identity provider. */
@ObjectType({ description: 'What a SAML identity provider says of itself, or why that cannot be used.' })
export class SamlReading {
  @Field(() => String, { nullable: true, description: 'What to do about it; null when all is well.' })
  problem!: string | null;
  @Field(() => String, { nullable: true }) idpEntityId!: string | null;
  @Field(() => String, { nullable: true }) ssoUrl!: string | null;
  @Field(() => String, { nullable: true }) sloUrl!: string | null;
  @Field(() => [ConnectionCertificate]) certificates!: ConnectionCertificate[];
  @Field(() => String, { nullable: true, description: 'Sealed, for configureSaml.' })
  reading!: string | null;
}

/** What was read of an issuer. */
@ObjectType({ description: 'What an OpenID Connect issuer says of itself, check by check.' })
export class OidcReading {
  @Field(() => [ConnectionCheck]) checks!: readonly ConnectionCheck[];
  @Field(() => String, {
    nullable: true,
    description: 'Sealed, for configureOidc; null when a check failed.',
  })
  reading!: string | null;
}
