import type { SubgraphDefinition } from '#runtime/graphql/subgraph.js';
import { auditEntryReference } from './audit/audit-entry.reference.js';
import { AuditEntryResolver } from './audit/audit-entry.resolver.js';
import { ClaimResolver } from './claim/claim.resolver.js';
import { DpaResolver, KeepDpaResolver } from './dpa/dpa.resolver.js';
import { AuditExportEntity } from './export/audit-export.entity.js';
import { AuditExportResolver } from './export/audit-export.resolver.js';
import { streamAuditExport } from './export/audit-exports.js';
import { outbox } from './outbox.js';
import { rules } from './rules.js';
import type { ComplianceServices } from './services.js';
import { ChangeSupplierResolver, SupplierResolver } from './supplier/supplier.resolver.js';

/** The audit trail of an Organization; what the operator answers for: suppliers, the contract, claims. */
export const complianceSubgraph: SubgraphDefinition<ComplianceServices> = {
  name: 'compliance',
  resolvers: [
    AuditEntryResolver,
    AuditExportResolver,
    ClaimResolver,
    SupplierResolver,
    ChangeSupplierResolver,
    DpaResolver,
    KeepDpaResolver,
  ],
  references: { AuditEntry: auditEntryReference },
  rules,
  entities: [AuditExportEntity],
  outbox,
  routes: { 'audit-export': streamAuditExport },
  services: ({ keyring, clock }) => ({ keyring, clock }),
};
