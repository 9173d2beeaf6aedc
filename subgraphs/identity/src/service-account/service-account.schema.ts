import { z } from 'zod';
import { PERMISSIONS, PERMISSION_NAMES, ROLES, type Permission } from '#schema/permissions.js';
import { SERVICE_OPERATION_NAMES } from '#schema/tools.js';
import { bilingual, line } from '#runtime/graphql/parse.js';
import { isId } from '#runtime/graphql/ids.js';
import { isIpRange } from './ip-range.js';
import type { ServiceAccountSettings } from './service-account.js';

const organizationPermissions = PERMISSION_NAMES.filter((name) => PERMISSIONS[name].scope === 'organization');
const builtInRoles: readonly string[] = Object.keys(ROLES).filter((key) => key.startsWith('space.'));
const isSpaceRole = (role: string): boolean => builtInRoles.includes(role) || isId(role);

const range = z
  .string()
  .transform((value) => value.trim())
  .pipe(
    z
      .string()
      .max(50)
      .refine(
        isIpRange,
        bilingual(
          'Das ist kein Adressbereich, zum Beispiel 203.0.113.0/24 oder 2001:db8::/32.',
          'This is no range of addresses, for example 203.0.113.0/24 or 2001:db8::/32.',
        ),
      ),
  );

const once = bilingual('Nennen Sie jeden Space nur einmal.', 'Name each Space only once.');
const noRole = bilingual(
  'Diese Rolle gibt es in Spaces nicht. Wählen Sie eine aus der Liste.',
  'There is no such role in Spaces. Choose one from the list.',
);
const noSpace = bilingual('Diesen Space gibt es nicht.', 'There is no such Space.');

/** What people set about a service account. Opening the Organization always belongs to it. */
export const settingsSchema: z.ZodType<ServiceAccountSettings> = z
  .object({
    name: line({ max: 80 }),
    purpose: line({ max: 500 }),
    expiresAt: z.date(),
    ipRanges: z.array(range).max(50),
    operations: z.array(z.enum(SERVICE_OPERATION_NAMES)).min(1).max(100).nullish(),
    permissions: z.array(z.enum(organizationPermissions as [Permission, ...Permission[]])),
    spaces: z
      .array(
        z.object({ spaceId: z.string().refine(isId, noSpace), role: z.string().refine(isSpaceRole, noRole) }),
      )
      .max(200)
      .refine((spaces) => new Set(spaces.map(({ spaceId }) => spaceId)).size === spaces.length, once),
  })
  .transform(({ operations, permissions, ipRanges, ...rest }) => ({
    ...rest,
    ipRanges: [...new Set(ipRanges)],
    operations: operations ? [...new Set(operations)].sort() : null,
    permissions: [...new Set<Permission>(['organization.read', ...permissions])].sort(),
  }));
