import { PERMISSIONS, type Bilingual, type Permission } from '#schema/permissions.js';
import { builtInRole } from '../role/built-in-roles.js';
import type { RoleId } from '../role/role-id.js';

/** One language of the product. */
export type Locale = keyof Bilingual;

/** What a step or fence says: a kind with the values of its sentence. */
export type Step =
  | { readonly kind: 'MEMBERSHIP' | 'DIRECT_GRANT'; readonly role: string }
  | { readonly kind: 'GROUP_MEMBER'; readonly group: string }
  | { readonly kind: 'NESTED_GROUP'; readonly group: string; readonly parent: string }
  | { readonly kind: 'GROUP_GRANT'; readonly group: string; readonly role: string }
  | {
      readonly kind: 'ROLE';
      readonly role: string;
      readonly version?: number;
      readonly permission: Permission | null;
    }
  | { readonly kind: 'TOOL_GIVEN'; readonly what: string }
  | { readonly kind: 'TOOL_OWNER'; readonly owner: string }
  | {
      readonly kind: Fence;
      readonly role?: string;
      readonly permission?: Permission;
      readonly owner?: string;
    };

/** What can say no, in the order in which it is asked. */
export type Fence =
  | 'NO_ORGANIZATION_YET'
  | 'TOOL_REVOKED'
  | 'TOOL_EXPIRED'
  | 'TOOL_WITHOUT_SECRET'
  | 'NOT_A_MEMBER'
  | 'NO_LONGER_A_MEMBER'
  | 'NO_SECOND_FACTOR'
  | 'SUPPORT_ENDED'
  | 'ORGANIZATION_ARCHIVED'
  | 'ORGANIZATION_LEAVING'
  | 'OPERATOR_ONLY'
  | 'ROLE_WITHOUT'
  | 'NO_SPACE_YET'
  | 'SPACE_DELETED'
  | 'NO_GRANT'
  | 'GRANT_ENDED'
  | 'AUDITOR_READS'
  | 'SPACE_ARCHIVED'
  | 'NO_DOCUMENT_YET'
  | 'DRAFT'
  | 'RESTRICTED'
  | 'TOOL_NOT_GIVEN'
  | 'OWNER_WITHOUT';

const NAMES = {
  MEMBERSHIP: { de: 'Mitglied der Organization als „{role}“', en: 'Member of the Organization as “{role}”' },
  DIRECT_GRANT: { de: 'Rolle „{role}“ im Space, unmittelbar', en: 'Role “{role}” in the Space, directly' },
  GROUP_MEMBER: { de: 'In der Gruppe „{group}“', en: 'In the group “{group}”' },
  NESTED_GROUP: {
    de: 'Die Gruppe „{group}“ liegt in der Gruppe „{parent}“',
    en: 'The group “{group}” lies in the group “{parent}”',
  },
  GROUP_GRANT: {
    de: 'Die Gruppe „{group}“ hat im Space die Rolle „{role}“',
    en: 'The group “{group}” has the role “{role}” in the Space',
  },
  ROLE: { de: 'Die Rolle „{role}“ erlaubt: {permission}', en: 'The role “{role}” allows: {permission}' },
  TOOL_GIVEN: { de: 'Dem Dienstkonto gegeben: {what}', en: 'Given to the service account: {what}' },
  TOOL_OWNER: {
    de: 'Und nur, soweit {owner} es selbst darf',
    en: 'And only as far as {owner} may do it',
  },
  NO_ORGANIZATION_YET: {
    de: 'Die Organization gab es noch nicht.',
    en: 'The Organization did not exist yet.',
  },
  TOOL_REVOKED: { de: 'Das Dienstkonto ist beendet.', en: 'The service account was ended.' },
  TOOL_EXPIRED: { de: 'Das Dienstkonto ist abgelaufen.', en: 'The service account has expired.' },
  TOOL_WITHOUT_SECRET: {
    de: 'Das Dienstkonto hat kein gültiges Geheimnis.',
    en: 'The service account has no valid secret.',
  },
  NOT_A_MEMBER: { de: 'Kein Mitglied der Organization.', en: 'Not a member of the Organization.' },
  NO_LONGER_A_MEMBER: {
    de: 'Kein Mitglied der Organization mehr; zuletzt „{role}“.',
    en: 'No longer a member of the Organization; last as “{role}”.',
  },
  NO_SECOND_FACTOR: {
    de: 'Ohne zweiten Faktor öffnet sich keine Organization.',
    en: 'Without a second factor no Organization opens.',
  },
  SUPPORT_ENDED: {
    de: 'Die Person gehört nicht mehr zum Support des Betreibers.',
    en: 'The person no longer belongs to the operator’s support.',
  },
  ORGANIZATION_ARCHIVED: {
    de: 'Die Organization ist archiviert: Es wird nur gelesen.',
    en: 'The Organization is archived: it is read only.',
  },
  ORGANIZATION_LEAVING: {
    de: 'Die Organization wird gelöscht: Bis dahin wird nur gelesen.',
    en: 'The Organization is being deleted: until then it is read only.',
  },
  OPERATOR_ONLY: {
    de: 'Dieses Recht zählt in dieser Organization nicht.',
    en: 'This permission does not count in this Organization.',
  },
  ROLE_WITHOUT: {
    de: 'Die Rolle „{role}“ erlaubt das nicht: {permission}',
    en: 'The role “{role}” does not allow it: {permission}',
  },
  NO_SPACE_YET: { de: 'Den Space gab es noch nicht.', en: 'The Space did not exist yet.' },
  SPACE_DELETED: { de: 'Der Space ist gelöscht.', en: 'The Space is deleted.' },
  NO_GRANT: { de: 'Keine Rolle im Space.', en: 'No role in the Space.' },
  GRANT_ENDED: {
    de: 'Keine Rolle im Space mehr; zuletzt „{role}“.',
    en: 'No longer a role in the Space; last “{role}”.',
  },
  AUDITOR_READS: {
    de: 'Wer als Auditor in der Organization ist, ändert nichts, welche Rolle im Space es auch sei.',
    en: 'Auditors of the Organization change nothing, whatever their role in the Space.',
  },
  SPACE_ARCHIVED: {
    de: 'Der Space ist archiviert: Dokumente ändern sich nicht mehr.',
    en: 'The Space is archived: its documents do not change any more.',
  },
  NO_DOCUMENT_YET: { de: 'Das Dokument gab es noch nicht.', en: 'The document did not exist yet.' },
  DRAFT: {
    de: 'Das Dokument ist ein Entwurf, und Entwürfe zu lesen fehlt.',
    en: 'The document is a draft, and reading drafts is missing.',
  },
  RESTRICTED: {
    de: 'Das Dokument oder eines darüber ist auf andere Personen eingeschränkt.',
    en: 'The document or one above it is restricted to others.',
  },
  TOOL_NOT_GIVEN: {
    de: 'Dem Dienstkonto wurde das nicht gegeben: {permission}',
    en: 'The service account was not given it: {permission}',
  },
  OWNER_WITHOUT: {
    de: '{owner} ist für das Dienstkonto verantwortlich und darf es selbst nicht: {permission}',
    en: '{owner} owns the service account and may not do it either: {permission}',
  },
} as const satisfies Record<Step['kind'], Bilingual>;

/** Kinds of steps and fences, as an enum for the schema. */
export const STEP_KINDS = Object.keys(NAMES) as Step['kind'][];

/** What a kind means, for the schema. */
export const meaningOf = (kind: Step['kind']): string => NAMES[kind].en;

/** The sentence of a step in a language. */
export function stepSentence(step: Step, locale: Locale): string {
  const permission = 'permission' in step ? step.permission : null;
  return fill(NAMES[step.kind][locale], {
    ...step,
    permission: permission ? PERMISSIONS[permission].text[locale] : '…',
  });
}

/** Puts values into the places of a sentence. */
export function fill(
  sentence: string,
  values: Readonly<Record<string, string | number | null | undefined>>,
): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (_all, name: string) => String(values[name] ?? ''));
}

/** What a role is called: a built-in one in the reader's language, a custom one as it was called then. */
export function roleNameOf(role: RoleId | undefined, roleName: string | undefined, locale: Locale): string {
  return (role && builtInRole(role, locale)?.name) ?? roleName ?? '';
}
