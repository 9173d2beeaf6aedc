import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { Context } from '#runtime/graphql/context.js';
import { AuditFilter } from '../audit/audit-entry.type.js';
import { parseFilter } from '../audit/parse-filter.js';
import type { ComplianceServices } from '../services.js';
import { AuditExport } from './audit-export.type.js';
import { requestExport } from './audit-exports.js';

/** Taking the audit trail out of the product. */
@Resolver()
export class AuditExportResolver {
  @Mutation(() => AuditExport, {
    description: 'Requests a file of the audit trail up to now; good for ten minutes.',
  })
  @Directive('@audit(action: "audit.export", subject: "AuditExport")')
  async exportAuditTrail(
    @Ctx() ctx: Context<ComplianceServices>,
    @Arg('filter', () => AuditFilter, { nullable: true }) filter?: AuditFilter | null,
  ): Promise<AuditExport> {
    const { exportId, entries, expiresAt } = await requestExport(ctx, parseFilter(filter));
    const url = `/o/${ctx.actor.org?.slug ?? ''}/audit-exports/${exportId}`;
    return Object.assign(new AuditExport(), { id: exportId, url, entries, expiresAt });
  }
}
