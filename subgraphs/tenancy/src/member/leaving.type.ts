import { Field, ID, Int, ObjectType } from 'type-graphql';

/** What goes with a member and what they leave behind, as GraphQL shows it. */
@ObjectType({ description: 'What a member would lose and leave behind.' })
export class LeavingMember {
  @Field(() => ID) id!: string;
  @Field(() => Int, { description: 'Spaces that they could no longer open.' }) spaces!: number;
  @Field(() => Int, { description: 'Groups that they would leave.' }) groups!: number;
  @Field(() => Int, { description: 'Their requests for access that nobody has decided.' }) requests!: number;
  @Field(() => Int, { description: 'Invitations by them that would no longer be good.' })
  invitations!: number;
  @Field(() => Int, { description: 'Service accounts whose secrets would end.' }) serviceAccounts!: number;
  @Field(() => Int, { description: 'Documents for which they answer.' }) documents!: number;
  userId!: string;
}

/** A Space that would have nobody in charge, as GraphQL shows it. */
@ObjectType({ description: 'A Space that would have nobody in charge and needs a successor.' })
export class SpaceLeftAlone {
  @Field(() => ID) id!: string;
  @Field(() => String, { nullable: true, description: 'Null where the reader may not know it.' })
  name!: string | null;
  @Field(() => Boolean, { description: 'Whether the reader may appoint somebody.' }) mayAppoint!: boolean;
}

/** What would happen if members went, as GraphQL shows it. */
@ObjectType({ description: 'What would happen if members went.' })
export class LeavingPreview {
  @Field(() => [LeavingMember]) members!: readonly LeavingMember[];
  @Field(() => [SpaceLeftAlone]) spacesLeftAlone!: readonly SpaceLeftAlone[];
}
