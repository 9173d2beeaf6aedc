import { z } from 'zod';
import { invalidInput } from '#runtime/errors/catalogue.js';
import { isId } from '#runtime/graphql/ids.js';
import { bilingual, parse } from '#runtime/graphql/parse.js';
import type { AuditFilter } from './audit-entry.js';

const MOST_ACTIONS = 100;

/** How a filter comes in; `null` and absent mean the same. */
export interface AuditFilterInput {
  readonly from?: Date | null;
  readonly to?: Date | null;
  readonly actorId?: string | null;
  readonly actions?: readonly string[] | null;
  readonly subjectId?: string | null;
  readonly subjectType?: string | null;
  readonly spaceId?: string | null;
  readonly outcome?: AuditFilter['outcome'] | null;
}

// Beyond these the database knows no time, or writes it in another form.
const EARLIEST = Date.parse('0001-01-01T00:00:00Z');
const END = Date.parse('+010000-01-01T00:00:00Z');

const time = z
  .date()
  .refine(
    (value) => value.getTime() >= EARLIEST && value.getTime() < END,
    bilingual('Bitte wählen Sie ein Jahr von 1 bis 9999.', 'Please choose a year from 1 to 9999.'),
  )
  .nullish()
  .transform((value) => value?.toISOString());
const shape = z.object({
  from: time,
  to: time,
  actorId: z.string().nullish(),
  actions: z
    .array(
      z
        .string()
        .max(80)
        .regex(/^[a-z_.]+$/, bilingual('Diese Aktion gibt es nicht.', 'There is no such action.')),
    )
    .max(MOST_ACTIONS)
    .nullish(),
  subjectId: z.string().nullish(),
  subjectType: z.string().max(60).nullish(),
  spaceId: z.string().nullish(),
  outcome: z.enum(['ok', 'denied', 'failed']).nullish(),
});

/**
 * Checks a filter. Throws INVALID_INPUT naming the field; returns `null` when an id cannot be one, which matches
 * nothing, exactly like an id that belongs to nobody.
 */
export function parseFilter(input: AuditFilterInput | null | undefined): AuditFilter | null {
  const given = parse(shape, input ?? {}, 'filter');
  if (given.from !== undefined && given.to !== undefined && given.from >= given.to) {
    throw invalidInput(
      'filter.to',
      'Das Ende muss nach dem Anfang liegen.',
      'The end must be after the beginning.',
    );
  }
  const ids = [given.actorId, given.subjectId, given.spaceId].filter(
    (value) => value !== null && value !== undefined,
  );
  if (!ids.every(isId)) return null;
  // An empty choice of actions is no choice: the viewer's control stands on "all".
  const entries = Object.entries(given).filter(
    ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(entries);
}
