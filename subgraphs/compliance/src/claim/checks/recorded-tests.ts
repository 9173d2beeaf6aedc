import { CLAIMS, type RecordedTests } from '#schema/claims.js';
import { failed, notMeasured, passed, say, type Check, type Measurement } from '../check.js';
import type { Evidence, Installation } from '../ports.js';

/** Evidence proves something about the tree it was recorded from, and not for ever. */
const LONGEST_DAYS = 30;
const DAY_MS = 86_400_000;

interface Tally {
  readonly files: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A check per list of tests in schema/claims.json: they ran, all of them, and none failed. */
export const recordedTestChecks: readonly Check[] = Object.entries(CLAIMS.tests).map(([id, tests]) => ({
  id,
  kind: 'tests',
  isOpen: false,
  title: tests.title,
  measures: tests.measures,
  measure: ({ installation, clock }) => Promise.resolve(judge(tests, installation, clock())),
}));

function judge(tests: RecordedTests, installation: Installation, now: Date): Measurement {
  const found = tests.files.map((pattern) => ({ pattern, evidence: newestWith(pattern, installation) }));
  const missing = found.filter(({ evidence }) => !evidence).map(({ pattern }) => pattern);
  if (missing.length > 0)
    return notMeasured(
      say(
        'Auf dieser Installation liegt kein Nachweis dieser Prüfungen; er entsteht bei einem vollständigen Testlauf.',
        'There is no record of these tests on this installation; a complete run of the tests makes it.',
      ),
      { missing },
    );
  const used = [...new Set(found.map(({ evidence }) => evidence!))];
  const stale = whyNotCurrent(used, installation.commit, now);
  const tally = sum(found.map(({ pattern, evidence }) => tallyOf(pattern, evidence!)));
  const figures = {
    ...tally,
    commit: used[0]?.commit ?? null,
    recordedAt: used.map(({ finishedAt }) => finishedAt.toISOString()),
    patterns: tests.files,
  };
  if (tally.failed > 0)
    return failed(
      say('Mindestens eine dieser Prüfungen ist fehlgeschlagen.', 'At least one of these tests failed.'),
      figures,
    );
  if (stale) return notMeasured(stale, figures);
  if (tally.skipped > 0 || tally.passed === 0)
    return notMeasured(
      say('Ein Teil dieser Prüfungen wurde ausgelassen.', 'Some of these tests were skipped.'),
      figures,
    );
  return passed(
    say(
      `${tally.passed.toLocaleString('de')} Prüfungen dieser Fassung des Programms sind bestanden.`,
      `${tally.passed.toLocaleString('en')} tests of this version of the program passed.`,
    ),
    figures,
  );
}

/** A pattern is a file, a step (`step:lint`), or a folder with a slash at its end. */
export function matches(pattern: string, name: string): boolean {
  return pattern.endsWith('/') ? name.startsWith(pattern) : name === pattern;
}

function newestWith(pattern: string, { evidence }: Installation): Evidence | undefined {
  return [...evidence()]
    .sort((one, other) => other.finishedAt.getTime() - one.finishedAt.getTime())
    .find(({ results }) => Object.keys(results).some((name) => matches(pattern, name)));
}

function tallyOf(pattern: string, { results }: Evidence): Tally {
  return sum(
    Object.entries(results)
      .filter(([name]) => matches(pattern, name))
      .map(([, result]) => ({ files: 1, ...result })),
  );
}

function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (all, each) => ({
      files: all.files + each.files,
      passed: all.passed + each.passed,
      failed: all.failed + each.failed,
      skipped: all.skipped + each.skipped,
    }),
    { files: 0, passed: 0, failed: 0, skipped: 0 },
  );
}

function whyNotCurrent(used: readonly Evidence[], commit: string | null, now: Date) {
  if (commit === null || used.some((each) => each.commit !== commit))
    return say(
      'Der vorliegende Nachweis gehört zu einer anderen Fassung des Programms.',
      'The record at hand belongs to another version of the program.',
    );
  if (used.some(({ isClean }) => !isClean))
    return say(
      'Der vorliegende Nachweis entstand mit Änderungen, die zu keiner festgehaltenen Fassung gehören.',
      'The record at hand was made with changes that belong to no kept version.',
    );
  if (used.some(({ finishedAt }) => now.getTime() - finishedAt.getTime() > LONGEST_DAYS * DAY_MS))
    return say(
      `Der vorliegende Nachweis ist älter als ${LONGEST_DAYS} Tage.`,
      `The record at hand is older than ${LONGEST_DAYS} days.`,
    );
  return null;
}
