import type { z } from 'zod';
import { invalidInput, KopexaError } from '#runtime/errors/catalogue.js';
import { newId } from '#runtime/graphql/ids.js';
import {
  assertKeeper,
  assertVersion,
  noteAppended,
  reloaded,
  supplierForChange,
  type SupplierTools,
} from './change-supplier.js';
import type { createSupplierInput, retireSupplierInput, updateSupplierInput } from './supplier-input.js';
import type { SupplierDetails, SupplierRecord, SupplierVersionRecord } from './supplier.js';

/** Adds a supplier to the register; it may not be used before it was reviewed. Throws FORBIDDEN. */
export async function createSupplier(
  tools: SupplierTools,
  input: z.output<typeof createSupplierInput>,
): Promise<SupplierRecord> {
  assertKeeper(tools.actor, null);
  const id = newId(tools.clock().getTime());
  tools.change.subject(id);
  await tools.suppliers.create(id);
  await appendVersion(tools, id, { ...input, version: 1, retired: false, reason: '' }, null);
  return reloaded(tools, id);
}

/** Writes a new version of the details. Throws NOT_FOUND, FORBIDDEN, INVALID_INPUT (nothing changed) and CONFLICT. */
export async function updateSupplier(
  tools: SupplierTools,
  { supplierId, expectedVersion, reason, ...details }: z.output<typeof updateSupplierInput>,
): Promise<SupplierRecord> {
  const { record, current } = await supplierForChange(tools, supplierId);
  assertVersion(current, expectedVersion);
  const next = { ...details, version: current.version + 1, retired: current.retired, reason };
  if (changed(current, next).length === 0)
    throw invalidInput('input.name', 'Es wurde nichts geändert.', 'Nothing was changed.');
  await appendVersion(tools, record.id, next, current);
  return reloaded(tools, record.id);
}

/** Takes a supplier out of use, or up again; then the last review counts again. Throws like {@link updateSupplier}. */
export async function retireSupplier(
  tools: SupplierTools,
  { supplierId, expectedVersion, retired, reason }: z.output<typeof retireSupplierInput>,
): Promise<SupplierRecord> {
  const { record, current } = await supplierForChange(tools, supplierId);
  assertVersion(current, expectedVersion);
  if (current.retired === retired)
    throw invalidInput('input.retired', 'Das ist schon so.', 'That is so already.');
  await appendVersion(
    tools,
    record.id,
    { ...current, version: current.version + 1, retired, reason },
    current,
  );
  return reloaded(tools, record.id);
}

type NewVersion = Omit<SupplierVersionRecord, 'authorId' | 'createdAt'>;

const COLUMNS: Readonly<Record<keyof SupplierDetails | 'retired', string>> = {
  name: 'name',
  purposeDe: 'purpose_de',
  purposeEn: 'purpose_en',
  dataDe: 'data_de',
  dataEn: 'data_en',
  region: 'region',
  contractUrl: 'contract_url',
  adapters: 'adapters',
  hosts: 'hosts',
  isSubprocessor: 'is_subprocessor',
  retired: 'retired',
};
const FIELDS = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
const CONTENT = ['purpose_de', 'purpose_en', 'data_de', 'data_en', 'reason'];

function changed(before: SupplierVersionRecord, after: NewVersion): (keyof typeof COLUMNS)[] {
  return FIELDS.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

async function appendVersion(
  { suppliers, change }: SupplierTools,
  supplierId: string,
  next: NewVersion,
  before: SupplierVersionRecord | null,
): Promise<void> {
  const row = Object.fromEntries(FIELDS.map((field) => [COLUMNS[field], next[field]]));
  const { version, reason } = next;
  const values = [supplierId, version, reason, ...FIELDS.map((field) => next[field])];
  if (!(await suppliers.append('supplier_version', values)))
    throw new KopexaError('CONFLICT', { details: { currentVersion: version } });
  if (!before) {
    noteAppended(change, 'Supplier', supplierId, { ...row, version }, CONTENT);
    return;
  }
  for (const field of changed(before, next)) {
    const column = COLUMNS[field];
    const kind = CONTENT.includes(column) ? 'content' : 'technical';
    const values = { before: before[field], after: next[field] };
    change.note({ entity: 'Supplier', id: supplierId, field: column, class: kind, ...values });
  }
  noteAppended(change, 'Supplier', supplierId, { version, reason }, CONTENT);
}
