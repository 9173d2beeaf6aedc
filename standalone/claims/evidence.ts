import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Evidence } from '#subgraphs/compliance/src/claim/ports.js';

const count = z.int().min(0);
const schema = z.object({
  name: z.string(),
  commit: z.string().nullable(),
  isClean: z.boolean(),
  finishedAt: z.iso.datetime().transform((text) => new Date(text)),
  results: z.record(z.string(), z.object({ passed: count, failed: count, skipped: count })),
  figures: z.record(z.string(), z.number()).optional(),
});

/** Reads what `npm test` and `npm run security` recorded; a file that is none of theirs is passed over. */
export function readEvidence(folder: string): Evidence[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const found = schema.safeParse(parsed(readFileSync(join(folder, name), 'utf8')));
      return found.success ? [found.data] : [];
    });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
