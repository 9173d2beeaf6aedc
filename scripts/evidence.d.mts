/** Records a Vitest JSON report as `dist/evidence/NAME.json`. */
export function recordTests(
  root: string,
  name: string,
  report:
    { testResults?: { name: string; status: string; assertionResults: { status: string }[] }[] } | undefined,
): void;
/** Records steps as `dist/evidence/NAME.json`. */
export function recordSteps(
  root: string,
  name: string,
  steps: readonly { name: string; ok: boolean }[],
): void;
/** Records a run of `npm run isolation` as `dist/evidence/isolation.json`. */
export function recordIsolation(
  root: string,
  run: { ok: boolean; isWhole: boolean; figures: Record<string, number> },
): void;
/** The commit of a work tree, and whether it holds nothing else. */
export function describeTree(root: string): { commit: string | null; isClean: boolean };
