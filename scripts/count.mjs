/**
 * Counts what passed and failed, so that nothing that went wrong can be missing from the last line of `npm test`.
 */

/** Counts a Vitest JSON report; `code` is the exit code of the run. Returns `{ passed, failed, skipped }`. */
export function countTests(report, code) {
  // A file that does not even load has no tests to count, but it failed.
  const broken = (report?.testResults ?? []).filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return honest(
    {
      passed: report?.numPassedTests ?? 0,
      failed: (report?.numFailedTests ?? 0) + broken.length,
      skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    },
    code,
  );
}

/** Counts the steps `[{ name, ok, seconds }]` of `npm run check`; `code` is its exit code. */
export function countSteps(steps, code) {
  const all = steps ?? [];
  return honest(
    {
      passed: all.filter((step) => step.ok).length,
      failed: all.filter((step) => !step.ok).length,
      skipped: 0,
    },
    code,
  );
}

/** What failed in a Vitest JSON report, a line each: `file > title`, or the file that did not load. */
export function failedTests(report) {
  return (report?.testResults ?? [])
    .filter((file) => file.status === 'failed')
    .flatMap((file) => {
      const name = file.name.replace(`${process.cwd()}/`, '');
      const failed = file.assertionResults.filter((test) => test.status === 'failed');
      return failed.length === 0 ? [name] : failed.map((test) => `${name} > ${test.fullName}`);
    });
}

/** A run that failed without saying what, or that ran nothing at all, is one failure. */
function honest(counts, code) {
  const silent = counts.failed === 0 && (code !== 0 || counts.passed === 0);
  return silent ? { ...counts, failed: 1 } : counts;
}
