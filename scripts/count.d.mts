/** What passed, failed and was skipped. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}
/** Counts a Vitest JSON report, given the exit code of the run. */
export declare function countTests(report: unknown, code: number): Counts;
/** Counts the steps of `npm run check`, given its exit code. */
export declare function countSteps(
  steps: readonly { name: string; ok: boolean }[] | undefined,
  code: number,
): Counts;

/** What failed in a Vitest JSON report, a line each: `file > title`, or the file that did not load. */
export function failedTests(report: unknown): string[];
