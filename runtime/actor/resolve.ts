import { z } from 'zod';
import { PERMISSION_NAMES, type Permission } from '#schema/permissions.js';
import { ENTRY_BARS, type Actor } from './actor.js';

const permissions = z.array(z.enum(PERMISSION_NAMES as [Permission, ...Permission[]]));
const resolved = z.object({
  kind: z.enum(['user', 'service', 'anonymous']),
  userId: z.uuid().nullish(),
  sessionId: z.uuid().nullish(),
  assurance: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  authenticatedBy: z.string().nullish(),
  locale: z.enum(['de', 'en']).nullish(),
  org: z
    .object({
      id: z.uuid(),
      slug: z.string(),
      role: z.string(),
      permissions,
      spaces: z.array(z.tuple([permissions, z.array(z.uuid())])),
    })
    .nullish(),
  barred: z
    .object({
      reason: z.enum(ENTRY_BARS),
      organization: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
    })
    .nullish(),
  context: z.string(),
});

/**
 * The actor from what `tenancy.resolve_session` answered. `fallbackLocale` (the browser's language) holds
 * for people who are not signed in. Throws when the answer has not the expected shape.
 */
export function toActor(answer: unknown, fallbackLocale: 'de' | 'en'): Actor {
  const found = resolved.parse(answer);
  return {
    kind: found.kind,
    userId: found.userId ?? null,
    sessionId: found.sessionId ?? null,
    assurance: found.assurance,
    authenticatedBy: found.authenticatedBy ?? null,
    org: found.org ?? null,
    ...(found.barred ? { barred: found.barred } : {}),
    context: found.context,
    locale: found.locale ?? fallbackLocale,
  } as Actor;
}
