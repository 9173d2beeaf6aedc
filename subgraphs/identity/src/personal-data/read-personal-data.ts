import type { Actor } from '#runtime/actor/actor.js';
import { isId } from '#runtime/graphql/ids.js';
import { describeHeld, type DescribedRows } from './describe-held.js';
import type { PersonalDataRepository } from './personal-data.repository.js';

/** What is held about the person who asks, in their language, with what its ids are called (GDPR Art. 15). */
export async function readPersonalData({
  actor,
  personalData,
}: {
  readonly actor: Actor;
  readonly personalData: PersonalDataRepository;
}): Promise<DescribedRows[]> {
  const held = await personalData.own();
  const values = held.flatMap(({ entries }) => entries.flatMap((entry) => Object.values(entry)));
  const ids = new Set(values.filter((value) => typeof value === 'string').filter(isId));
  const names = ids.size > 0 ? await personalData.names([...ids]) : new Map<string, string>();
  return held.map((rows) => describeHeld(rows, actor.locale, names));
}
