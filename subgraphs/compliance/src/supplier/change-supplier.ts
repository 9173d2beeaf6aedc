import type { Actor } from '#runtime/actor/actor.js';
import type { ColumnClass } from '#runtime/db/table.js';
import { forbidden, KopexaError, notFound } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { isId } from '#runtime/graphql/ids.js';
import { mayKeepSuppliers } from './supplier.policy.js';
import type { SupplierRecord, SupplierVersionRecord } from './supplier.js';
import type { SupplierRepository } from './supplier.repository.js';

/** What changes of the register need. */
export interface SupplierTools {
  readonly actor: Actor;
  readonly change: Change;
  readonly clock: () => Date;
  readonly suppliers: SupplierRepository;
}

/** A supplier with its newest version. */
export interface LoadedSupplier {
  readonly record: SupplierRecord;
  readonly current: SupplierVersionRecord;
}

/** Loads a supplier that the actor may change and names it in the entry; throws NOT_FOUND or FORBIDDEN. */
export async function supplierForChange(tools: SupplierTools, supplierId: string): Promise<LoadedSupplier> {
  assertKeeper(tools.actor, supplierId);
  const record = isId(supplierId) ? await tools.suppliers.find(supplierId) : null;
  const current = record?.versions[0];
  if (!record || !current) throw notFound('Supplier', supplierId);
  tools.change.subject(record.id);
  return { record, current };
}

/** Throws FORBIDDEN for everybody who does not keep the register. */
export function assertKeeper(actor: Actor, supplierId: string | null): void {
  if (!mayKeepSuppliers(actor) || !actor.userId) throw forbidden('Supplier', supplierId);
}

/** The supplier as it is after the change. */
export async function reloaded(tools: SupplierTools, supplierId: string): Promise<SupplierRecord> {
  const found = await tools.suppliers.find(supplierId);
  if (!found) throw notFound('Supplier', supplierId);
  return found;
}

/** Fails with CONFLICT when the form was filled in over another version than the newest. */
export function assertVersion(current: SupplierVersionRecord, expected: number): void {
  if (current.version !== expected)
    throw new KopexaError('CONFLICT', { details: { currentVersion: current.version } });
}

/** Records what was appended in the entry, under the names of its columns. */
export function noteAppended(
  change: Change,
  entity: string,
  id: string,
  values: Readonly<Record<string, unknown>>,
  content: readonly string[],
): void {
  for (const [field, after] of Object.entries(values)) {
    const kind: ColumnClass = content.includes(field) ? 'content' : 'technical';
    if (after !== '' && after !== null) change.note({ entity, id, field, class: kind, after });
  }
}
