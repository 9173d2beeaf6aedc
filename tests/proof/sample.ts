import type { Asker } from './asker.js';
import type { Sample } from './prove.js';
import type { Question } from './questions.js';

/** Beside the owner, one in so many askers is put a question by one of the deeper paths. */
const DEEPER_ONE_IN = 16;

/** In the quick form: one in so many of the deeper paths at all, and of askers beside the owner. */
const QUICK_DEEPER_ONE_IN = 30;
const QUICK_ONE_IN = 6;

/** Another part every day. */
export const seedOfToday = (): number => Math.floor(Date.now() / 86_400_000);

/**
 * The whole run: every question as the owner, every field by its shortest path as everybody, and the deeper paths as a
 * part of the others that the seed chooses: pairwise, for every path × every actor × every relation would be 700,000
 * requests.
 */
export function wholeSample(questions: readonly Question[], askers: readonly Asker[], seed: number): Sample {
  return { questions, askers, seed, always: shortestPaths(questions), oneIn: DEEPER_ONE_IN };
}

/** The quick form: every field by its shortest path, and a part of the deeper ones. */
export function quickSample(questions: readonly Question[], askers: readonly Asker[], seed: number): Sample {
  const needed = shortestPaths(questions);
  const chosen = questions.filter(
    (question, index) => needed.has(question) || (index + seed) % QUICK_DEEPER_ONE_IN === 0,
  );
  return { questions: chosen, askers, seed, oneIn: QUICK_ONE_IN };
}

/** The questions that together ask every field and every argument, each by its shortest path. */
function shortestPaths(questions: readonly Question[]): Set<Question> {
  const known = new Set<string>();
  return new Set(
    questions
      .toSorted((one, other) => one.path.length - other.path.length)
      .filter(({ probes, opened }) => {
        const all = [...probes, ...opened.map((field) => `${field}()`)];
        const isNew = all.some((probe) => !known.has(probe));
        for (const probe of all) known.add(probe);
        return isNew;
      }),
  );
}
