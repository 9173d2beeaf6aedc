import { registerEnumType } from 'type-graphql';
import { PERMISSIONS, PERMISSION_NAMES, type Permission } from '#schema/permissions.js';

/** `document.read_draft` → `DOCUMENT_READ_DRAFT`, the name in the GraphQL schema. */
export const permissionEnumName = (name: Permission): string => name.replace('.', '_').toUpperCase();

/** The catalogue as an enum object: names as clients see them, values as the server uses them. */
export const PermissionEnum: Record<string, Permission> = Object.fromEntries(
  PERMISSION_NAMES.map((name) => [permissionEnumName(name), name]),
);

registerEnumType(PermissionEnum, {
  name: 'Permission',
  description: 'What somebody may do in an Organization or a Space.',
  valuesConfig: Object.fromEntries(
    PERMISSION_NAMES.map((name) => [permissionEnumName(name), { description: PERMISSIONS[name].text.en }]),
  ),
});
