import type { Connection } from '../connection.js';

/** The role that somebody gets who arrives for the first time: the first rule that fits decides. */
export function roleFor(
  newcomers: Connection['config']['newcomers'],
  attributes: Readonly<Record<string, readonly string[]>>,
): string {
  const fits = newcomers.rules.find(
    ({ attribute, value }) => attributes[attribute]?.includes(value) ?? false,
  );
  return (fits ?? newcomers).role;
}
