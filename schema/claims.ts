import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const bilingual = z
  .strictObject({ de: z.string().min(3), en: z.string().min(3) })
  .refine(({ de, en }) => de !== en, 'the German and the English text are the same');
const checkId = z.string().regex(/^[a-z_]+(\.[a-z_]+)+$/);

const claim = z
  .strictObject({
    number: z.int().min(1),
    section: z.string(),
    /** `product`: shown in code; `deployment`: a property of the installation; `document`: a duty with a paper. */
    kind: z.enum(['product', 'deployment', 'document', 'roll_up']),
    /** Says "all", "only", "every": one counter-example makes it false. */
    isStrict: z.boolean().default(false),
    /** Who answers for it in the company that runs the installation. */
    owner: z.string(),
    title: bilingual,
    /** What would make it red, or keep it from becoming green. */
    red: bilingual,
    /** What the claim says beyond what is measured: with it the row is never fully green. */
    beyond: bilingual.optional(),
    checks: z.array(checkId).default([]),
    /** A roll-up stands on other claims. */
    claims: z.array(z.int()).default([]),
    everyHours: z.int().min(1).max(720).default(24),
    /** It rests on a supplier’s certificate: shown as that, never as proven by us. */
    isSupplierRow: z.boolean().default(false),
  })
  .refine(
    ({ kind, claims }) => (kind === 'roll_up') === claims.length > 0,
    'a roll-up names its claims, nothing else does',
  );

const tests = z.strictObject({
  title: bilingual,
  measures: bilingual,
  /** Test files, folders with a slash at the end, or steps of `npm run check` and `npm run security` (`step:lint`). */
  files: z.array(z.string().min(3)).min(1),
});

const catalogue = z.strictObject({
  sections: z.record(z.string(), bilingual),
  owners: z.record(z.string(), bilingual),
  tests: z.record(checkId, tests),
  claims: z.array(claim),
});

/** A claim as schema/claims.json says it. */
export type ClaimEntry = z.infer<typeof claim>;

/** Tests whose recorded run is a check. */
export type RecordedTests = z.infer<typeof tests>;

/** All claims with their sections, owners and lists of tests. */
export type ClaimCatalogue = z.infer<typeof catalogue>;

/** Reads and checks the text of schema/claims.json; throws what is wrong with it. */
export function parseClaims(text: string): ClaimCatalogue {
  return catalogue.parse(JSON.parse(text));
}

/** Beside this file in the sources, in the project's `schema` when this file was built to dist/schema. */
function locate(): URL {
  const beside = new URL('./claims.json', import.meta.url);
  return existsSync(beside) ? beside : new URL('../../schema/claims.json', import.meta.url);
}

/** Every claim of the product (CLAIMS 1 to 120), validated when it is loaded. */
export const CLAIMS: ClaimCatalogue = parseClaims(readFileSync(locate(), 'utf8'));
