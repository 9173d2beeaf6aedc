import { anyone, fields, may, type RuleMap } from '#runtime/access/rules.js';

const keeper = may('operator.suppliers');
const appended = ['author', 'createdAt'] as const;

/** The register is the operator's; what of it is published is everybody's. */
export const supplierRules: RuleMap = {
  Query: {
    ...fields(['suppliers', 'supplier', 'configuredAdapters'], keeper),
    publicSuppliers: anyone,
  },
  Mutation: fields(
    [
      'createSupplier',
      'updateSupplier',
      'retireSupplier',
      'assessSupplier',
      'addSupplierCertificate',
      'withdrawSupplierCertificate',
      'reviewSupplier',
      'addSupplierNote',
    ],
    keeper,
  ),
  Supplier: fields(
    [
      ...(['id', 'current', 'standing', 'usableUntil', 'approvalNeeds', 'versions', 'risks'] as const),
      ...(['certificates', 'reviews', 'notes', 'createdAt'] as const),
    ],
    keeper,
  ),
  SupplierVersion: fields(
    [
      ...(['version', 'name', 'purposeDe', 'purposeEn', 'dataDe', 'dataEn', 'region'] as const),
      ...(['contractUrl', 'adapters', 'hosts', 'isSubprocessor', 'retired', 'reason'] as const),
      ...appended,
    ],
    keeper,
  ),
  SupplierRisk: fields(['id', 'level', 'analysis', ...appended], keeper),
  SupplierCertificate: fields(
    [
      ...(['id', 'kind', 'number', 'issuedBy', 'validFrom', 'validUntil', 'evidenceUrl'] as const),
      ...(['isValid', 'withdrawn'] as const),
      ...appended,
    ],
    keeper,
  ),
  SupplierReview: fields(['id', 'version', 'outcome', 'note', 'nextReviewOn', ...appended], keeper),
  SupplierNote: fields(['id', 'text', ...appended], keeper),
  ConfiguredAdapter: fields(['adapter', 'host', 'state', 'supplierId', 'decidedAt'], keeper),
  PublicSupplier: fields(['id', 'name', 'purpose', 'dataProcessed', 'region', 'certificates'], anyone),
  PublicCertificate: fields(['kind', 'validUntil'], anyone),
};
