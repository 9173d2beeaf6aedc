import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { holdsIn } from '#runtime/actor/actor.js';
import { notFound } from '#runtime/errors/catalogue.js';
import type { Context } from '#runtime/graphql/context.js';
import { pageArgs, toConnection, type Page } from '#runtime/graphql/page.js';
import type { ComplianceServices } from '../services.js';
import { knownActions } from './known-actions.js';
import {
  AuditAction,
  AuditChange,
  AuditDetail,
  AuditEntry,
  AuditEntryConnection,
  AuditFilter,
  toAuditEntry,
} from './audit-entry.type.js';
import { Space } from '../stubs.js';
import { auditTrail } from './audit-trail.js';
import { parseFilter } from './parse-filter.js';
import { parsePosition } from './parse-position.js';

type Ctx = Context<ComplianceServices>;

/** The audit trail as clients read it. */
@Resolver(() => AuditEntry)
export class AuditEntryResolver {
  @Query(() => AuditEntryConnection, {
    description: 'The audit trail, newest first; only what the reader may see.',
  })
  async auditEntries(
    @Ctx() ctx: Ctx,
    @Arg('filter', () => AuditFilter, { nullable: true }) filter?: AuditFilter | null,
    @Arg('first', () => Int, { nullable: true }) first?: number | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<Page<AuditEntry>> {
    const page = pageArgs(first, after);
    const rows = await auditTrail(ctx).list({
      filter: parseFilter(filter),
      after: parsePosition(page.after),
      first: page.first,
    });
    return toConnection(rows, page, (row) => [row.at, row.entryId], toAuditEntry);
  }

  @Query(() => AuditEntry, {
    nullable: true,
    description: 'One entry; NOT_FOUND when there is none to be seen.',
  })
  async auditEntry(@Ctx() ctx: Ctx, @Arg('id', () => ID) id: string): Promise<AuditEntry> {
    const row = await auditTrail(ctx).byId(id);
    if (!row) throw notFound('AuditEntry', id);
    return toAuditEntry(row);
  }

  @Query(() => [AuditAction], { description: 'The actions that entries can be filtered by.' })
  auditActions(@Ctx() ctx: Ctx): AuditAction[] {
    return knownActions(ctx.actor.locale);
  }

  @FieldResolver(() => String, { description: 'What happened, as a sentence in the reader’s language.' })
  sentence(@Ctx() ctx: Ctx, @Root() { space, ...entry }: AuditEntry): Promise<string> {
    return auditTrail(ctx).sentenceOf({ ...entry, spaceId: space?.id ?? null });
  }

  // That a Space was deleted is told to readers of the Organization's trail; the Space itself they do not see.
  @FieldResolver(() => Space, { nullable: true })
  space(@Ctx() ctx: Ctx, @Root() { space }: AuditEntry): Space | null {
    return space && holdsIn(ctx.actor, space.id, 'space.read') ? space : null;
  }

  @FieldResolver(() => [AuditDetail], { description: 'What changed, in words; without what is plumbing.' })
  details(@Ctx() ctx: Ctx, @Root() { id }: AuditEntry): Promise<AuditDetail[]> {
    return auditTrail(ctx).detailsOf(id);
  }

  @FieldResolver(() => [AuditChange], { description: 'The fields that changed, before and after.' })
  changes(@Ctx() ctx: Ctx, @Root() entry: AuditEntry): Promise<AuditChange[]> {
    return auditTrail(ctx).changesOf(entry.id);
  }
}
