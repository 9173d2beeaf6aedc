import { userStub } from '../stubs.js';
import { approvalNeeds } from './supplier.policy.js';
import { endOf, factsOf, standingOf, validCertificates } from './supplier-standing.js';
import type { PublicSupplierRow } from './supplier.repository.js';
import type { Appended, CertificateKind, SupplierRecord, SupplierVersionRecord } from './supplier.js';
import {
  PublicCertificate,
  PublicSupplier,
  Supplier,
  SupplierCertificate,
  SupplierNote,
  SupplierReview,
  SupplierRisk,
  SupplierVersion,
} from './supplier.type.js';

/** A supplier in the form of its GraphQL type, judged on a day. */
export function toSupplier(record: SupplierRecord, today: string): Supplier {
  const facts = factsOf(record);
  const [first] = record.versions;
  if (!first) throw new Error('A supplier has at least one version.');
  const counting = new Set(
    validCertificates(
      record.certificates.filter(({ withdrawn }) => withdrawn === null),
      today,
    ),
  );
  return Object.assign(new Supplier(), {
    id: record.id,
    createdAt: new Date(record.createdAt),
    current: toVersion(first),
    standing: standingOf(facts, today),
    usableUntil: facts.retired ? null : endOf(facts, today),
    approvalNeeds: approvalNeeds(record, today),
    versions: record.versions.map(toVersion),
    risks: record.risks.map((each) => Object.assign(new SupplierRisk(), appended(each))),
    certificates: record.certificates.map((each) =>
      Object.assign(new SupplierCertificate(), appended(each), { isValid: counting.has(each) }),
    ),
    reviews: record.reviews.map((each) => Object.assign(new SupplierReview(), appended(each))),
    notes: record.notes.map((each) => Object.assign(new SupplierNote(), appended(each))),
  });
}

/** A published supplier in one language. */
export function toPublicSupplier(row: PublicSupplierRow, locale: 'de' | 'en'): PublicSupplier {
  return Object.assign(new PublicSupplier(), {
    id: row.id,
    name: row.name,
    purpose: locale === 'de' ? row.purposeDe : row.purposeEn,
    dataProcessed: locale === 'de' ? row.dataDe : row.dataEn,
    region: row.region,
    certificates: row.certificates.map(({ kind, validUntil }) =>
      Object.assign(new PublicCertificate(), { kind: kind as CertificateKind, validUntil }),
    ),
  });
}

const toVersion = (version: SupplierVersionRecord): SupplierVersion =>
  Object.assign(new SupplierVersion(), appended(version));

/** Who and when as GraphQL shows them. */
function appended<Row extends Appended>({ authorId, createdAt, ...row }: Row) {
  return { ...row, author: userStub(authorId), createdAt: new Date(createdAt) };
}
