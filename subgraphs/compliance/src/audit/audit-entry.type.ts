import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '#runtime/graphql/page.js';
import { Space, User } from '../stubs.js';
import type { AuditEntryRow } from './audit-entry.js';

/** How an entry ended, by its name in the schema. */
export const AuditOutcome = { OK: 'ok', DENIED: 'denied', FAILED: 'failed' } as const;
registerEnumType(AuditOutcome, {
  name: 'AuditOutcome',
  description: 'How an action ended.',
  valuesConfig: {
    OK: { description: 'It was done.' },
    DENIED: { description: 'It was refused.' },
    FAILED: { description: 'It was allowed, but did not succeed; nothing was changed.' },
  },
});

/** Kinds of actors, by their names in the schema. */
export const ActorKind = { USER: 'user', SERVICE: 'service', JOB: 'job', ANONYMOUS: 'anonymous' } as const;
registerEnumType(ActorKind, { name: 'ActorKind', description: 'What kind of actor acted.' });

/** One changed field of an entry. */
@ObjectType({
  description: 'A changed field, before and after. Secrets are masked, content appears as size and hash.',
})
export class AuditChange {
  @Field(() => String) entity!: string;
  @Field(() => ID, { nullable: true }) entityId!: string | null;
  @Field(() => String) field!: string;
  @Field(() => String, { description: 'personal, content, secret or technical.' }) class!: string;
  @Field(() => String, { nullable: true }) before!: string | null;
  @Field(() => String, { nullable: true }) after!: string | null;
}

/** One changed field of an entry, in words. */
@ObjectType({
  description:
    'A changed field in the words of the reader: its name, people and places by name, roles as words. Moments are ISO-8601 in UTC.',
})
export class AuditDetail {
  @Field(() => String) label!: string;
  @Field(() => String, { nullable: true }) before!: string | null;
  @Field(() => String, { nullable: true }) after!: string | null;
}

/** An entry of the audit trail. */
@ObjectType({ description: 'Who did or tried what, when, and how it ended.' })
@Directive('@key(fields: "id")')
export class AuditEntry {
  @Field(() => ID) id!: string;
  @Field(() => GraphQLDateTime) at!: Date;
  @Field(() => User, { nullable: true, description: 'The person; null for tools and jobs.' })
  actor!: User | null;
  /** Of whatever kind. */
  actorId!: string | null;
  @Field(() => ActorKind) actorKind!: AuditEntryRow['actorKind'];
  @Field(() => String) action!: string;
  @Field(() => String) subjectType!: string;
  @Field(() => ID, { nullable: true }) subjectId!: string | null;
  @Field(() => Space, { nullable: true }) space!: Space | null;
  @Field(() => AuditOutcome) outcome!: AuditEntryRow['outcome'];
  @Field(() => String, { nullable: true, description: 'Why not; a code of the error catalogue.' }) code!:
    string | null;
  @Field(() => String) requestId!: string;
  @Field(() => String) operation!: string;
  @Field(() => String, { nullable: true, description: 'Kept for 90 days.' }) ip!: string | null;
  @Field(() => String, { nullable: true, description: 'Kept for 90 days.' }) userAgent!: string | null;
}

/** An action that entries can be filtered by. */
@ObjectType({
  description: 'An action that occurs in the audit trail, with its name in the reader’s language.',
})
export class AuditAction {
  @Field(() => String) name!: string;
  @Field(() => String) label!: string;
}

/** What narrows the audit trail. */
@InputType({ description: 'All given parts must hold. `from` is inclusive, `to` exclusive.' })
export class AuditFilter {
  @Field(() => GraphQLDateTime, { nullable: true }) from?: Date | null;
  @Field(() => GraphQLDateTime, { nullable: true }) to?: Date | null;
  @Field(() => ID, { nullable: true }) actorId?: string | null;
  @Field(() => [String], { nullable: true }) actions?: string[] | null;
  @Field(() => ID, { nullable: true }) subjectId?: string | null;
  @Field(() => String, { nullable: true }) subjectType?: string | null;
  @Field(() => ID, { nullable: true }) spaceId?: string | null;
  @Field(() => AuditOutcome, { nullable: true }) outcome?: AuditEntryRow['outcome'] | null;
}

const connection = connectionOf(() => AuditEntry, 'AuditEntry');
/** A page of the audit trail. */
export const AuditEntryConnection = connection.Connection;

/** An entry in the form of its GraphQL type. */
export function toAuditEntry(row: AuditEntryRow): AuditEntry {
  const { entryId, at, actorId, spaceId, sessionId: _session, orgId: _org, ...rest } = row;
  return Object.assign(new AuditEntry(), rest, {
    id: entryId,
    at: new Date(at),
    actorId,
    actor: actorId === null || rest.actorKind !== 'user' ? null : { id: actorId },
    space: spaceId === null ? null : { id: spaceId },
  });
}
