import type { Context } from '#runtime/graphql/context.js';
import type { ComplianceServices } from '../services.js';
import type { SupplierTools } from './change-supplier.js';
import { supplierRepository } from './supplier.repository.js';

/** The register for those who read it. */
export const readingRegister = (ctx: Context<ComplianceServices>) => supplierRepository(ctx);

/** What changes of the register get; throws outside a mutation. */
export function writingRegister(ctx: Context<ComplianceServices>): SupplierTools {
  const { actor, change, services } = ctx;
  return { actor, change, clock: services.clock, suppliers: supplierRepository(ctx) };
}
