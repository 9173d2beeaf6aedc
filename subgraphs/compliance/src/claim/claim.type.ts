import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '#runtime/graphql/page.js';
import { User } from '../stubs.js';

/** Where a claim stands. */
export const ClaimState = {
  PROVEN: 'PROVEN',
  PARTLY: 'PARTLY',
  FAILED: 'FAILED',
  SUPPLIER: 'SUPPLIER',
  NOT_CHECKED: 'NOT_CHECKED',
} as const;
registerEnumType(ClaimState, {
  name: 'ClaimState',
  description:
    'PARTLY: what is measured holds, but not all that the claim says is measured. SUPPLIER: rests on a supplier’s certificate. Nothing is PROVEN without evidence.',
});

/** What a claim is about. */
export const ClaimKind = {
  PRODUCT: 'PRODUCT',
  DEPLOYMENT: 'DEPLOYMENT',
  DOCUMENT: 'DOCUMENT',
  ROLL_UP: 'ROLL_UP',
} as const;
registerEnumType(ClaimKind, { name: 'ClaimKind', description: 'What a claim is about.' });

/** What a run of a check found. */
export const ClaimOutcome = {
  PASSED: 'PASSED',
  FAILED: 'FAILED',
  NOT_MEASURED: 'NOT_MEASURED',
} as const;
registerEnumType(ClaimOutcome, { name: 'ClaimOutcome', description: 'What a run of a check found.' });

/** How a check comes to its result. */
export const ClaimCheckKind = { LIVE: 'LIVE', TESTS: 'TESTS', REGISTER: 'REGISTER' } as const;
registerEnumType(ClaimCheckKind, {
  name: 'ClaimCheckKind',
  description:
    'LIVE looks at the running installation, TESTS at a recorded run of tests, REGISTER at the operator’s registers.',
});

/** Who had a check run. */
export const ClaimAskedBy = { SCHEDULE: 'SCHEDULE', PERSON: 'PERSON', VISITOR: 'VISITOR' } as const;
registerEnumType(ClaimAskedBy, { name: 'ClaimAskedBy', description: 'Who had a check run.' });

/** A statement of the operator that the product proves, as far as it can. */
@ObjectType({ description: 'A statement of the operator that the product proves, as far as it can.' })
export class Claim {
  @Field(() => ID) id!: string;
  @Field(() => Int) number!: number;
  @Field(() => String) title!: string;
  @Field(() => String, { description: 'Stable name of the section.' }) sectionId!: string;
  @Field(() => String) section!: string;
  @Field(() => ClaimKind) kind!: keyof typeof ClaimKind;
  @Field(() => Boolean, { description: 'One counter-example makes it false.' }) isStrict!: boolean;
  @Field(() => String, { description: 'Who answers for it at the operator.' }) owner!: string;
  @Field(() => String, { description: 'What makes it red.' }) red!: string;
  @Field(() => String, { nullable: true, description: 'What it says beyond what is measured.' })
  note!: string | null;
  @Field(() => ClaimState) state!: keyof typeof ClaimState;
  @Field(() => String, { nullable: true, description: 'Why it is not proven.' }) reason!: string | null;
  @Field(() => GraphQLDateTime, { nullable: true, description: 'The oldest measurement that it rests on.' })
  checkedAt!: Date | null;
  @Field(() => [ID]) checkIds!: readonly string[];
  @Field(() => [Int], { description: 'Numbers of the claims that a roll-up rests on.' })
  restsOn!: readonly number[];
}

/** Code that measures now whether something claimed is so. */
@ObjectType({ description: 'Code that measures whether something claimed is so, with its newest result.' })
export class ClaimCheck {
  @Field(() => ID) id!: string;
  @Field(() => ClaimCheckKind) kind!: keyof typeof ClaimCheckKind;
  @Field(() => String) title!: string;
  @Field(() => String, { description: 'What is measured.' }) measures!: string;
  @Field(() => Int) everyHours!: number;
  @Field(() => Boolean, { description: 'Whether anybody may have it run.' }) isOpen!: boolean;
  @Field(() => ClaimOutcome, { nullable: true }) outcome!: keyof typeof ClaimOutcome | null;
  @Field(() => Boolean, { description: 'Too old to prove anything.' }) isStale!: boolean;
  @Field(() => String, { nullable: true, description: 'What the newest run found.' }) says!: string | null;
  @Field(() => GraphQLDateTime, { nullable: true }) at!: Date | null;
}

/** The version that was measured. */
@ObjectType({ description: 'The version of the product that was measured.' })
export class ClaimVersion {
  @Field(() => String, { nullable: true, description: 'Its commit, when the installation knows it.' })
  commit!: string | null;
}

/** What a run of the canaries came to. */
export const IsolationOutcome = {
  HELD: 'HELD',
  LEAKED: 'LEAKED',
  INCOMPLETE: 'INCOMPLETE',
  UNREACHABLE: 'UNREACHABLE',
} as const;
registerEnumType(IsolationOutcome, {
  name: 'IsolationOutcome',
  description:
    'HELD: nothing foreign in any answer. INCOMPLETE and UNREACHABLE prove nothing, which is never green.',
});

/** A run of the canaries of this installation. */
@ObjectType({
  description: 'A run of the canaries of this installation; none is ever changed or deleted.',
})
export class IsolationRun {
  @Field(() => ID) id!: string;
  @Field(() => GraphQLDateTime) at!: Date;
  @Field(() => IsolationOutcome) outcome!: keyof typeof IsolationOutcome;
  @Field(() => Int, { description: 'Persisted operations of the web client.' }) operations!: number;
  @Field(() => Int, { description: 'One field asked by one account in one relation.' }) probes!: number;
  @Field(() => Int) requests!: number;
  @Field(() => Int, { description: 'Answers with foreign data.' }) leaks!: number;
  @Field(() => Int, { description: 'Answers that tell what is foreign from what is missing.' })
  oracles!: number;
  @Field(() => Int, { description: 'Answers that broke.' }) broken!: number;
  @Field(() => Int, { description: 'Canary words that were seen by those whose they are.' }) seen!: number;
  @Field(() => Float) seconds!: number;
  @Field(() => String, { nullable: true, description: 'Commit that ran.' }) commit!: string | null;
}

/** All claims and checks. */
@ObjectType({ description: 'All claims and the checks that prove them.' })
export class ClaimBoard {
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When something was last measured.' })
  measuredAt!: Date | null;
  @Field(() => ClaimVersion) version!: ClaimVersion;
  @Field(() => [Claim]) claims!: Claim[];
  @Field(() => [ClaimCheck]) checks!: ClaimCheck[];
  @Field(() => [IsolationRun], { description: 'What the canaries found in the last days, newest first.' })
  isolationRuns!: IsolationRun[];
}

/** A figure that a run measured. */
@ObjectType({ description: 'A figure that a run measured.' })
export class ClaimFigure {
  @Field(() => String) name!: string;
  @Field(() => String) value!: string;
}

/** One run of a check. */
@ObjectType({ description: 'One run of a check; none is ever changed or deleted.' })
export class ClaimRun {
  @Field(() => ID) id!: string;
  @Field(() => ID) checkId!: string;
  @Field(() => GraphQLDateTime) at!: Date;
  @Field(() => ClaimOutcome) outcome!: keyof typeof ClaimOutcome;
  @Field(() => String) says!: string;
  @Field(() => [ClaimFigure]) figures!: ClaimFigure[];
  @Field(() => Int) durationMs!: number;
  @Field(() => ClaimAskedBy) askedBy!: keyof typeof ClaimAskedBy;
  @Field(() => User, { nullable: true }) person!: User | null;
  @Field(() => String, { nullable: true, description: 'Commit that ran.' }) version!: string | null;
}

/** The connection and its edge. */
export const { Connection: ClaimRunConnection, Edge: ClaimRunEdge } = connectionOf(
  () => ClaimRun,
  'ClaimRun',
);

/** Checks that were asked to be run now. */
@ObjectType({ description: 'Checks that were asked to be run now.' })
export class ClaimRequest {
  @Field(() => ID) id!: string;
  @Field(() => Int) total!: number;
  @Field(() => Int) done!: number;
  @Field(() => Boolean) isFinished!: boolean;
}

/** Which checks to run. */
@InputType({ description: 'Which checks to run now.' })
export class RunClaimChecksInput {
  @Field(() => [ID], { nullable: true, description: 'All when absent.' })
  checkIds?: string[] | null;
}
