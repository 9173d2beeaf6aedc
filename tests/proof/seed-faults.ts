import type { Fault } from './fault.js';

/** One for the database's core, one for the product's. */
const AT_ONCE = 2;

/** Roles are those of every clone, and a process is that of every product in it. */
const isAlone = ({ undo, process }: Fault): boolean => undo !== undefined || process !== undefined;

/** Seeds faults, each in a clone of its own, two at a time; those that others would notice come last, one by one. */
export async function seedFaults<T>(
  faults: readonly Fault[],
  seed: (fault: Fault) => Promise<T>,
): Promise<T[]> {
  const found = new Map<Fault, T>();
  const work = async (queue: Fault[]): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift())
      found.set(next, await seed(next));
  };
  const together = faults.filter((fault) => !isAlone(fault));
  await Promise.all(Array.from({ length: AT_ONCE }, () => work(together)));
  await work(faults.filter(isAlone));
  return faults.map((fault) => found.get(fault)!);
}
