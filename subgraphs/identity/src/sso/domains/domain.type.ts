import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';

/** A domain, as GraphQL shows it. */
@ObjectType({ description: 'A mail domain that the Organization holds, or wants to prove that it does.' })
export class Domain {
  @Field(() => ID) id!: string;
  @Field(() => String, { description: 'Lower case, in its ASCII form.' }) domain!: string;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'Null until it is proven.' })
  verifiedAt!: Date | null;
  @Field(() => GraphQLDateTime, { nullable: true }) checkedAt!: Date | null;
  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Since when the record has been missing; after thirty days the domain is unproven again.',
  })
  failingSince!: Date | null;
  @Field(() => GraphQLDateTime) createdAt!: Date;
  @Field(() => ID, { nullable: true, description: 'The connection to which its people are led.' })
  connectionId!: string | null;
  challenge!: string;
}

/** The record that proves a domain. */
@ObjectType({ description: 'The TXT record that proves a domain.' })
export class DomainDnsRecord {
  @Field(() => String) name!: string;
  @Field(() => String) value!: string;
}

/** What the DNS says now. */
@ObjectType({ description: 'What the domain name system says of a domain now.' })
export class DomainCheck {
  @Field(() => Boolean) isFound!: boolean;
  @Field(() => Boolean, { description: 'Whether there was any answer.' }) hasAnswered!: boolean;
  @Field(() => [String], { description: 'What stands there instead.' }) found!: readonly string[];
  @Field(() => String, { nullable: true, description: 'For verifyDomain, within ten minutes.' })
  proof!: string | null;
}

/** A new domain. */
@InputType()
export class AddDomainInput {
  @Field(() => String) domain!: string;
}

/** A domain that the DNS has shown to be the Organization's. */
@InputType()
export class VerifyDomainInput {
  @Field(() => ID) domainId!: string;
  @Field(() => String, { description: 'What domainCheck answered.' }) proof!: string;
}

/** Where the people of a domain are led. */
@InputType()
export class RouteDomainInput {
  @Field(() => ID) domainId!: string;
  @Field(() => ID, { nullable: true, description: 'None: they sign in by their own means.' })
  connectionId!: string | null;
}
