import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import {
  PolicyConsequence,
  PolicyFix,
  type PolicyConsequenceName,
  type PolicyFixName,
} from './policy-consequence.js';

registerEnumType(PolicyConsequence, {
  name: 'PolicyConsequence',
  description: 'What a policy would mean for somebody.',
  valuesConfig: {
    NO_WAY_IN: {
      description:
        'Reached by no connection, by identity or mail domain; or a passkey is asked for that none asserts.',
    },
    FIRST_SIGN_IN_BY_CONNECTION: {
      description: 'Has to sign in by a connection, and never did: only the domain of the address says so.',
    },
    SIGNS_IN_BY_CONNECTION: { description: 'Has to sign in by a connection, and did before.' },
    NEEDS_PASSKEY: { description: 'Has to add a passkey first.' },
    NEEDS_PASSWORD: { description: 'Has to choose a new password first.' },
    OUTSIDE_NETWORKS: { description: 'Works from an address outside of the networks at the moment.' },
    SIGNS_IN_AGAIN: { description: 'Can come in, after signing in or showing a factor again.' },
    SERVICE_OUTSIDE_NETWORKS: {
      description: 'A service account that may come from outside of the networks.',
    },
  },
});

registerEnumType(PolicyFix, {
  name: 'PolicyFix',
  description: 'What helps somebody whom a policy would stop.',
  valuesConfig: {
    EXEMPT: { description: 'Exempt the person.' },
    CONNECT: { description: 'Verify their domain, or add them at the identity provider.' },
    REMIND: { description: 'Tell them by mail.' },
    RANGES: { description: 'Give the service account a range within the networks.' },
  },
});

/** What a policy would newly mean for one person or service account. */
@ObjectType({ description: 'What a policy would newly mean for one person or service account.' })
export class PolicyEffect {
  @Field(() => PolicyConsequence) consequence!: PolicyConsequenceName;
  @Field(() => [PolicyFix]) fixes!: readonly PolicyFixName[];
  @Field(() => Int, { description: 'Sessions that would not open this Organization any more.' })
  sessions!: number;
  userId!: string | null;
  serviceAccountId!: string | null;
}

/** A person whom company sign-in and networks do not bind. */
@ObjectType({ description: 'A person whom company sign-in and networks do not bind.' })
export class PolicyExemption {
  @Field(() => ID) id!: string;
  @Field(() => String) reason!: string;
  @Field(() => GraphQLDateTime) since!: Date;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it ends or ended; null when it lasts.' })
  until!: Date | null;
  @Field(() => Boolean) isInForce!: boolean;
  @Field(() => Boolean, { description: 'An owner, without an end: who comes in when the provider is down.' })
  isBreakGlass!: boolean;
  userId!: string;
  grantedBy!: string;
  endedBy!: string | null;
}

/** A value that a policy might get. */
@InputType()
export class PolicyChangeInput {
  @Field(() => String) key!: string;
  @Field(() => String) value!: string;
}

/** Who is exempt, why and until when. */
@InputType()
export class ExemptFromPolicyInput {
  @Field(() => ID) userId!: string;
  @Field(() => String) reason!: string;
  @Field(() => GraphQLDateTime, { nullable: true }) until!: Date | null;
}

/** Whom to tell of what. */
@InputType()
export class RemindOfPolicyInput {
  @Field(() => [ID]) userIds!: string[];
  @Field(() => [PolicyChangeInput]) changes!: PolicyChangeInput[];
}
