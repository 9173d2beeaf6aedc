import type { World } from '#runtime/testing/world.js';

/**
 * Takes a defence out of a function of the database for as long as something runs: shows that what is tested fails
 * without it.
 *
 * @param name with argument types, for example `identity.session_of(bytea)`
 * @throws when the function does not hold the text, so that no control passes by an accident
 */
export async function replaceInFunction(
  world: Pick<World, 'sql'>,
  name: string,
  [before, after]: readonly [string, string],
): Promise<{ around<T>(work: () => Promise<T>): Promise<T> }> {
  const [found] = await world.sql<{ text: string }>('SELECT pg_get_functiondef($1::regprocedure) AS text', [
    name,
  ]);
  const text = found?.text ?? '';
  if (!text.includes(before)) throw new Error(`${name} does not hold “${before}”.`);
  return {
    around: async (work) => {
      await world.sql(text.replace(before, () => after));
      try {
        return await work();
      } finally {
        await world.sql(text);
      }
    },
  };
}
