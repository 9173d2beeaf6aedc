import { createHash } from 'node:crypto';
import { newId } from '#runtime/graphql/ids.js';
import { DEMO_DPA } from './dpa.js';
import { daysBefore, insert, type Run } from './insert.js';
import type { Accounts } from './seed-accounts.js';
import { DEMO_SUPPLIERS, type DemoSupplier } from './suppliers.js';

interface Tools {
  readonly run: Run;
  readonly now: Date;
  readonly accounts: Accounts;
}

const KEEPER = 'paula.stein@kopexa-betrieb.example';

/** Writes what the operator answers for: its suppliers, the contract, and that one of its customers accepted it. */
export async function seedOperator(
  tools: Tools,
  places: { readonly operator: string; readonly customer: { readonly id: string; readonly owner: string } },
): Promise<void> {
  for (const supplier of DEMO_SUPPLIERS) await seedSupplier(tools, places.operator, supplier);
  await seedDpa(tools, places);
}

const ahead = (now: Date, days: number): string =>
  new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);

async function seedSupplier(
  { run, now, accounts }: Tools,
  org_id: string,
  supplier: DemoSupplier,
): Promise<void> {
  const author_id = accounts(KEEPER);
  const created_at = daysBefore(now, 340);
  const supplier_id = newId(created_at.getTime());
  await insert(run, 'compliance.supplier', { supplier_id, org_id, created_by: author_id, created_at });
  const { name, region, adapters, hosts, isSubprocessor } = supplier;
  const version = {
    ...{ org_id, supplier_id, name, region, adapters, hosts, is_subprocessor: isSubprocessor, author_id },
    ...{ purpose_de: supplier.purposeDe, purpose_en: supplier.purposeEn },
    ...{ data_de: supplier.dataDe, data_en: supplier.dataEn, contract_url: '' },
  };
  await insert(run, 'compliance.supplier_version', { ...version, version: 1, created_at });
  if (supplier.retired !== undefined) {
    const last = { version: 2, retired: true, reason: supplier.retired, created_at: daysBefore(now, 120) };
    await insert(run, 'compliance.supplier_version', { ...version, ...last });
  }
  const appended = (daysAgo: number) => ({
    org_id,
    supplier_id,
    author_id,
    created_at: daysBefore(now, daysAgo),
  });
  for (const { kind, number, issuedBy, ends } of supplier.certificates) {
    await insert(run, 'compliance.supplier_certificate', {
      ...{ ...appended(335), certificate_id: newId(), kind, number, issued_by: issuedBy },
      ...{ valid_from: ahead(now, ends - 730), valid_until: ahead(now, ends) },
    });
  }
  if (supplier.risk)
    await insert(run, 'compliance.supplier_risk', { ...appended(334), risk_id: newId(), ...supplier.risk });
  if (supplier.review) {
    const { daysAgo, next, note } = supplier.review;
    const review = { supplier_version: 1, outcome: 'approved', next_review_on: ahead(now, next), note };
    await insert(run, 'compliance.supplier_review', { ...appended(daysAgo), review_id: newId(), ...review });
  }
  if (supplier.note)
    await insert(run, 'compliance.supplier_note', { ...appended(20), note_id: newId(), text: supplier.note });
}

async function seedDpa(
  { run, now, accounts }: Tools,
  { operator, customer }: Parameters<typeof seedOperator>[1],
): Promise<void> {
  const { textDe, textEn, summaryDe, summaryEn, daysAgo } = DEMO_DPA;
  const published_at = daysBefore(now, daysAgo);
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  const texts = {
    ...{ text_de: textDe, text_en: textEn, summary_de: summaryDe, summary_en: summaryEn },
    valid_from: published_at.toISOString().slice(0, 10),
  };
  await insert(run, 'compliance.dpa_version', {
    ...{ ...texts, org_id: operator, version_id: newId(published_at.getTime()), number: 1 },
    ...{ updated_by: accounts(KEEPER), updated_at: published_at },
    ...{ published_by: accounts(KEEPER), published_at },
  });
  const hashes = { hash_de: hash(textDe), hash_en: hash(textEn) };
  await insert(run, 'compliance.dpa_publication', { ...texts, ...hashes, number: 1, published_at });
  const accepted_at = daysBefore(now, daysAgo - 6);
  await insert(run, 'compliance.dpa_acceptance', {
    ...{ acceptance_id: newId(accepted_at.getTime()), org_id: customer.id, number: 1, language: 'de' },
    ...{ hash: hashes.hash_de, accepted_by: accounts(customer.owner), accepted_at },
  });
}
