import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

/** The price tier, as GraphQL names it. */
export enum Plan {
  STANDARD = 'standard',
  BUSINESS = 'business',
  ENTERPRISE = 'enterprise',
}
registerEnumType(Plan, {
  name: 'Plan',
  description: 'By what an Organization is billed. No right and no protection depends on it.',
});

/** In which state an Organization is after a decision, as GraphQL shows it. */
@ObjectType({
  description: 'The state of the Organization after a decision; what one may do in it now is asked anew.',
})
export class OrganizationState {
  @Field(() => ID) id!: string;
  @Field(() => GraphQLDateTime, { nullable: true }) archivedAt!: Date | null;
  @Field(() => GraphQLDateTime, { nullable: true }) deletesAt!: Date | null;
}

/** What would go with an Organization, as GraphQL shows it. */
@ObjectType({ description: 'What deleting the Organization removes, counted at this moment.' })
export class OrganizationDeletionEffect {
  @Field(() => Int) members!: number;
  @Field(() => Int) spaces!: number;
  @Field(() => Int) documents!: number;
  @Field(() => Int) versions!: number;
  @Field(() => Int) files!: number;
  @Field(() => Float, { description: 'Bytes of all versions of all files.' }) fileBytes!: number;
  @Field(() => Int) auditEntries!: number;
  @Field(() => Int) serviceAccounts!: number;
  @Field(() => Int, { description: 'Invitations that are still open.' }) invitations!: number;
  @Field(() => Int) aiRequests!: number;
}

/** The name of what is deleted, once more by hand. */
@InputType()
export class DeleteOrganizationInput {
  @Field(() => String, { description: 'The name of the Organization, exactly as it is written.' })
  confirmation!: string;
}
