import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { FactorResetRecord } from './factor-reset.js';

/** Where a reset stands. */
export enum FactorResetStateEnum {
  PENDING = 'PENDING',
  EXPIRED = 'EXPIRED',
  CANCELLED = 'CANCELLED',
  DONE = 'DONE',
}
registerEnumType(FactorResetStateEnum, {
  name: 'FactorResetState',
  description: 'Where a reset of second factors stands.',
});

/** A reset of somebody's second factors. */
@ObjectType('FactorReset', {
  description: 'The second factors of a member who lost everything, reset by an owner; for an owner by two.',
})
export class FactorReset {
  @Field(() => ID) id!: string;
  @Field(() => String) reason!: string;
  @Field(() => GraphQLDateTime) askedAt!: Date;
  @Field(() => GraphQLDateTime, { description: 'Until when a second owner may agree.' }) expiresAt!: Date;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was done or refused.' })
  decidedAt!: Date | null;
  record!: FactorResetRecord;
}

/** The type's plain fields; the record goes along for the others. */
export function toFactorReset(record: FactorResetRecord): FactorReset {
  const { id, reason, askedAt, expiresAt, doneAt, cancelledAt } = record;
  return { id, reason, askedAt, expiresAt, decidedAt: doneAt ?? cancelledAt, record };
}

/** Whose factors are to be reset, and why. */
@InputType('ResetFactorsInput')
export class ResetFactorsInput {
  @Field(() => ID) userId!: string;
  @Field(() => String, {
    description: 'How it is known that it is this person; everybody concerned reads it.',
  })
  reason!: string;
}
