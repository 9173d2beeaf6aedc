import { Field, Int, ObjectType } from 'type-graphql';
import { AiKindEnum } from '../ask/ask.type.js';
import type { AiKind } from '../ask/request.js';
import { User } from '../stubs.js';
import type { Usage } from './read-usage.js';

/** Tokens of the current month. */
@ObjectType({ description: 'Tokens of the current calendar month (UTC).' })
export class AiBudget {
  @Field(() => Int) organizationLimit!: number;
  @Field(() => Int, { nullable: true, description: 'Null for those who may not read settings.' })
  organizationUsed!: number | null;
  @Field(() => Int, { description: 'For each person.' }) personLimit!: number;
  @Field(() => Int, { description: 'By the viewer.' }) personUsed!: number;
  @Field(() => String, { description: 'The day on which counting begins anew.' }) resetsOn!: string;
}

/** Requests and their tokens. */
@ObjectType({ description: 'Requests and their tokens.' })
export class AiUsageTotal {
  @Field(() => Int) requests!: number;
  @Field(() => Int, { description: 'Of these, failed, filtered or cancelled.' }) unanswered!: number;
  @Field(() => Int) promptTokens!: number;
  @Field(() => Int) completionTokens!: number;
}

/** Requests of one kind by one person on one day. */
@ObjectType({ description: 'Requests of one kind by one person on one day.' })
export class AiUsageRow {
  @Field(() => String, { description: 'In the viewer’s time zone.' }) day!: string;
  @Field(() => User, { nullable: true }) person!: User | null;
  @Field(() => AiKindEnum) kind!: AiKind;
  @Field(() => Int) requests!: number;
  @Field(() => Int) unanswered!: number;
  @Field(() => Int) promptTokens!: number;
  @Field(() => Int) completionTokens!: number;
}

/** What was asked of the model, counted. */
@ObjectType({ description: 'What was asked of the model, counted by day, person and kind.' })
export class AiUsage {
  @Field(() => String) from!: string;
  @Field(() => String) to!: string;
  @Field(() => Boolean, { description: 'Everybody’s requests; otherwise the viewer’s own.' })
  isWhole!: boolean;
  @Field(() => AiBudget) budget!: AiBudget;
  @Field(() => [AiUsageRow], { description: 'Newest day first, 5000 at most.' }) rows!: AiUsageRow[];
  @Field(() => AiUsageTotal) total!: AiUsageTotal;
}

/** Usage in the form of its GraphQL type. */
export function toUsage({ rows, ...usage }: Usage): AiUsage {
  const total = { requests: 0, unanswered: 0, promptTokens: 0, completionTokens: 0 };
  for (const row of rows) {
    total.requests += row.requests;
    total.unanswered += row.unanswered;
    total.promptTokens += row.promptTokens;
    total.completionTokens += row.completionTokens;
  }
  return Object.assign(new AiUsage(), {
    ...usage,
    rows: rows.map(({ accountId, ...row }) => ({
      ...row,
      person: Object.assign(new User(), { id: accountId }),
    })),
    total,
  });
}
