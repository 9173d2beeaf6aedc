import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { RoleId } from '../role/role-id.js';
import type { RequestState } from './request-state.js';

/** Where a request stands: names as clients see them, values as they are stored. */
export const AccessRequestState = {
  OPEN: 'open',
  APPROVED: 'approved',
  DECLINED: 'declined',
  WITHDRAWN: 'withdrawn',
} as const;

registerEnumType(AccessRequestState, {
  name: 'AccessRequestState',
  description: 'Where a request for access stands.',
});

/** A request for access, as GraphQL shows it. */
@ObjectType({ description: 'Somebody asks for access to a Space or a document in it.' })
export class AccessRequest {
  @Field(() => ID) id!: string;
  @Field(() => ID, { nullable: true, description: 'The document that was asked for, if it was one.' })
  documentId!: string | null;
  @Field(() => String) message!: string;
  @Field(() => AccessRequestState) state!: RequestState;
  @Field(() => GraphQLDateTime) createdAt!: Date;
  @Field(() => GraphQLDateTime, { nullable: true }) decidedAt!: Date | null;
  @Field(() => String, { nullable: true }) reason!: string | null;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When what was granted ends or ended.' })
  until!: Date | null;
  role!: RoleId | null;
  userId!: string;
  spaceId!: string;
  decidedBy!: string | null;
}

/** One's own request, as GraphQL shows it. */
@ObjectType({
  description:
    'What the reader asked access to, and what came of it. It does not tell whether the page exists.',
})
export class OwnAccessRequest {
  @Field(() => ID) id!: string;
  @Field(() => Boolean, { description: 'Whether a document was asked for; a Space otherwise.' })
  isDocument!: boolean;
  @Field(() => ID, { nullable: true, description: 'The id that was asked for, as it was typed.' })
  target!: string | null;
  @Field(() => String) message!: string;
  @Field(() => AccessRequestState) state!: RequestState;
  @Field(() => GraphQLDateTime) createdAt!: Date;
  @Field(() => GraphQLDateTime, { nullable: true }) decidedAt!: Date | null;
  @Field(() => String, { nullable: true }) reason!: string | null;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When what was granted ends or ended.' })
  until!: Date | null;
  role!: RoleId | null;
  spaceId!: string | null;
}

/** A Space or a document, and why. */
@InputType()
export class RequestAccessInput {
  @Field(() => ID, { nullable: true }) documentId!: string | null;
  @Field(() => ID, { nullable: true }) spaceId!: string | null;
  @Field(() => String) message!: string;
}

/** The decision about a request. */
@InputType()
export class DecideAccessRequestInput {
  @Field(() => ID) requestId!: string;
  @Field(() => Boolean) approve!: boolean;
  @Field(() => ID, { nullable: true, description: 'Required to approve.' }) role!: RoleId | null;
  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When approved access ends, five minutes to five years ahead; null when it lasts.',
  })
  until!: Date | null;
  @Field(() => String, { description: 'Required to decline; may be empty otherwise.' }) reason!: string;
}
