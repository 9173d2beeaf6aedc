import type { Context } from '#runtime/graphql/context.js';
import { fileReads } from './file-reads.repository.js';

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

/** How much an Organization may store, in bytes, by its settings. */
export async function storageLimits(
  statements: Parameters<typeof fileReads>[0],
): Promise<{ readonly quotaBytes: number; readonly maxFileBytes: number }> {
  const reads = fileReads(statements);
  const quotaBytes = (await reads.setting('files.quota_gb')) * GIB;
  return { quotaBytes, maxFileBytes: Math.min(quotaBytes, (await reads.setting('files.max_size_mb')) * MIB) };
}

/** How much the Organization stores, and how much it may. */
export async function readUsage(
  ctx: Context,
): Promise<{ usedBytes: number; reservedBytes: number; quotaBytes: number; maxFileBytes: number }> {
  const [{ used, reserved }, limits] = await Promise.all([fileReads(ctx).usage(), storageLimits(ctx)]);
  return { usedBytes: used, reservedBytes: reserved, ...limits };
}
