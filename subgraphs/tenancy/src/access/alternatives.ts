import type { Permission } from '#schema/permissions.js';
import type { RoleId } from '../role/role-id.js';
import type { Facts, RoleChoice } from './access-facts.js';
import { roleNameOf, type Locale, type Step } from './access-sentences.js';
import { changeSentence, type ChangeKind } from './change-sentences.js';
import { neededFor } from './fences.js';

/** One thing to do. */
export interface ChangeStep {
  readonly kind: ChangeKind;
  readonly text: string;
  readonly canDo: boolean;
  /** Which role or group is given. */
  readonly roleId: RoleId | null;
  readonly groupId: string | null;
}

/** One of several ways to one end. */
export interface Alternative {
  readonly steps: readonly ChangeStep[];
  readonly extra: readonly Permission[];
  readonly elsewhere: number;
  /** Comes after others that weigh the same: it touches more people than the one asked about. */
  readonly touchesOthers?: boolean;
}

/** Somebody, what they want, what stands in the way, and the language to say so. */
export interface Wish {
  readonly facts: Facts;
  readonly permission: Permission;
  readonly kinds: ReadonlySet<Step['kind']>;
  readonly locale: Locale;
}

/** More than these help nobody to decide. */
export const MOST_CHANGES = 5;

const alone = (step: ChangeStep): Alternative => ({ steps: [step], extra: [], elsewhere: 0 });

const plainStep = (kind: ChangeKind, locale: Locale, canDo = false): ChangeStep => ({
  ...{ kind, canDo, roleId: null, groupId: null },
  text: changeSentence(kind, locale),
});

const roleStep = (kind: ChangeKind, choice: RoleChoice, locale: Locale): ChangeStep => ({
  ...{ kind, canDo: choice.canDo, roleId: choice.role, groupId: null },
  text: changeSentence(kind, locale, { role: roleNameOf(choice.role, choice.roleName, locale) }),
});

/** What stands in the way and is opened in one way only; `null` for what is not. */
export function opening({ facts: { can, isSelf }, locale }: Wish, kind: Step['kind']): Alternative | null {
  if (kind === 'NO_SECOND_FACTOR') return alone(plainStep('ENROL_SECOND_FACTOR', locale, isSelf));
  if (kind === 'ORGANIZATION_LEAVING')
    return alone(plainStep('CANCEL_DELETION', locale, can?.deleteOrganization));
  if (kind === 'ORGANIZATION_ARCHIVED')
    return alone(plainStep('UNARCHIVE_ORGANIZATION', locale, can?.archiveOrganization));
  if (kind === 'SPACE_DELETED') return alone(plainStep('RESTORE_SPACE', locale, can?.recoverSpace));
  if (kind === 'SPACE_ARCHIVED') return alone(plainStep('UNARCHIVE_SPACE', locale, can?.updateSpace));
  return null;
}

/** Coming in, or coming in as something else: by the roles that give least. `null` when neither is needed. */
export function entering({ facts, permission, kinds, locale }: Wish): readonly Alternative[] | null {
  const isOutside = kinds.has('NOT_A_MEMBER') || kinds.has('NO_LONGER_A_MEMBER');
  const isOwn = facts.asks === 'organization';
  if (!isOutside && !kinds.has('AUDITOR_READS') && !(isOwn && kinds.has('ROLE_WITHOUT'))) return null;
  const held = facts.member?.given ?? [];
  const roles = (isOwn ? facts.roles : facts.organizationRoles) ?? [];
  return (
    roles
      .filter(({ role }) => role !== 'organization.auditor')
      .filter(({ permissions }) => !isOwn || permissions.includes(permission))
      // A role in place of another one must not take anything away.
      .filter(({ permissions }) => isOutside || !isOwn || held.every((one) => permissions.includes(one)))
      .map((choice) => ({
        steps: [roleStep(isOutside ? 'INVITE' : 'CHANGE_ROLE', choice, locale)],
        extra: choice.permissions.filter((one) => !held.includes(one) && one !== permission),
        elsewhere: 0,
      }))
      .toSorted((one, other) => one.extra.length - other.extra.length)
      .slice(0, isOwn ? MOST_CHANGES : 1)
  );
}

/** Roles in the Space, groups, and for a draft publishing it. `null` when what is held is enough. */
export function gaining({ facts, permission, kinds, locale }: Wish): readonly Alternative[] | null {
  if (facts.asks === 'organization') return null;
  const held = new Set(facts.ways.flatMap(({ given }) => given));
  const needed = neededFor(facts, permission);
  if (needed.every((one) => held.has(one))) return null;
  const extraOf = (given: readonly Permission[]): readonly Permission[] =>
    given.filter((one) => !held.has(one) && !needed.includes(one));
  const isEnough = (given: readonly Permission[]): boolean =>
    needed.every((one) => held.has(one) || given.includes(one));
  const kept = new Set(facts.ways.filter((way) => way.memberOf !== undefined).flatMap(({ given }) => given));
  const former = facts.ways.length === 0 ? facts.formerGrants?.[0]?.role : undefined;
  const roles = (facts.roles ?? [])
    .filter(({ permissions }) => needed.every((one) => kept.has(one) || permissions.includes(one)))
    .filter(({ permissions }) => [...held].every((one) => kept.has(one) || permissions.includes(one)))
    .map((choice) => ({
      steps: [roleStep(choice.role === former ? 'GRANT_AGAIN' : 'GRANT_ROLE', choice, locale)],
      extra: extraOf(choice.permissions),
      elsewhere: 0,
    }));
  const groups = (facts.groups ?? [])
    .filter(({ permissions }) => isEnough(permissions))
    .map(({ groupId, group, people, permissions, elsewhere, canDo }) => ({
      steps: [
        {
          ...{ kind: 'ADD_TO_GROUP' as const, canDo, roleId: null, groupId },
          text: changeSentence('ADD_TO_GROUP', locale, { group, people }),
        },
      ],
      ...{ extra: extraOf(permissions), elsewhere },
    }));
  const isOnlyDraft = kinds.has('DRAFT') && held.has(permission) && held.has('document.read');
  const publishing = isOnlyDraft ? [plainStep('PUBLISH', locale, facts.can?.publish)] : [];
  return [...publishing.map((step) => ({ ...alone(step), touchesOthers: true })), ...roles, ...groups];
}

/** A restriction admits somebody, or is lifted for everybody. `null` when none is in the way. */
export function admitting({ facts, kinds, locale }: Wish): readonly Alternative[] | null {
  if (!kinds.has('RESTRICTED')) return null;
  const canDo = facts.can?.restrict;
  return [
    alone(plainStep('ADMIT', locale, canDo)),
    { ...alone(plainStep('LIFT_RESTRICTION', locale, canDo)), touchesOthers: true },
  ];
}
