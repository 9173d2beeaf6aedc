import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';

/** A step of signing in. */
export enum SignInMeans {
  PASSWORD = 'PASSWORD',
  SECOND_FACTOR = 'SECOND_FACTOR',
  PASSKEY = 'PASSKEY',
  CONNECTION = 'CONNECTION',
}
registerEnumType(SignInMeans, {
  name: 'SignInMeans',
  description: 'With what a step of signing in was made.',
});

/** A step of signing in to one's own account, as the trail keeps it. */
@ObjectType('SignInRecord', {
  description: 'A step of signing in to one’s own account, or an attempt at it.',
})
export class SignInRecord {
  @Field(() => ID) id!: string;
  @Field(() => GraphQLDateTime) at!: Date;
  @Field(() => SignInMeans) means!: SignInMeans;
  @Field(() => Boolean) succeeded!: boolean;
  @Field(() => String, { nullable: true, description: 'Why not: the code of the error.' }) code!:
    string | null;
  @Field(() => String, { nullable: true }) device!: string | null;
  @Field(() => String, { description: 'The network alone, for example 192.0.2.0/24; empty where unknown.' })
  network!: string;
}
