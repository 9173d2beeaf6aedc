import { GraphQLDateTime } from 'graphql-scalars';
import { Field, InputType, ObjectType } from 'type-graphql';

/** An address that waits for its link to be used. */
@ObjectType('WaitingEmailChange', { description: 'An address that waits for its link to be used.' })
export class WaitingEmailChange {
  @Field(() => String) email!: string;
  @Field(() => GraphQLDateTime) requestedAt!: Date;
  @Field(() => GraphQLDateTime, { description: 'When the link stops working.' }) expiresAt!: Date;
}

/** The address of one's own account. */
@ObjectType('OwnAddress', { description: 'The address of one’s own account, and the one that is to come.' })
export class OwnAddress {
  @Field(() => String) email!: string;
  @Field(() => String, {
    nullable: true,
    description: 'The Organization in whose directory the address is managed: it cannot be changed here.',
  })
  managedBy!: string | null;
  @Field(() => WaitingEmailChange, { nullable: true }) waiting!: WaitingEmailChange | null;
}

/** What a link is good for. */
@ObjectType('EmailChangeOffer', { description: 'What a link to another address is good for.' })
export class EmailChangeOffer {
  @Field(() => String, { description: 'The address that the link was sent to.' }) email!: string;
  @Field(() => Boolean, { description: 'Whether the account of this session asked for it.' }) isOwn!: boolean;
}

/** The new address. */
@InputType('RequestEmailChangeInput')
export class RequestEmailChangeInput {
  @Field(() => String) email!: string;
}

/** The link from the mail. */
@InputType('ConfirmEmailChangeInput')
export class ConfirmEmailChangeInput {
  @Field(() => String) token!: string;
}
