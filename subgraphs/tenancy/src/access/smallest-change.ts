import type { Permission } from '#schema/permissions.js';
import type { Facts, RoleChoice } from './access-facts.js';
import { roleNameOf, type Locale, type Step } from './access-sentences.js';
import { changeSentence, type ChangeKind } from './change-sentences.js';
import { neededFor } from './fences.js';

/** One thing to do. */
export interface ChangeStep {
  readonly kind: ChangeKind;
  readonly text: string;
  readonly canDo: boolean;
}

/** What together would allow, and what it would allow besides. */
export interface Change {
  readonly steps: readonly ChangeStep[];
  readonly extraPermissions: readonly Permission[];
  /** How much would be new in other Spaces. */
  readonly elsewhere: number;
  readonly canDo: boolean;
}

/** One of several ways to one end. */
interface Alternative {
  readonly steps: readonly ChangeStep[];
  readonly extra: readonly Permission[];
  readonly elsewhere: number;
  /** Comes after others that weigh the same: it touches more people than the one asked about. */
  readonly touchesOthers?: boolean;
}

/** More than these help nobody to decide. */
const MOST = 5;

/**
 * What would allow it, the least of it first: fewest permissions that come along, then fewest steps. Only for the
 * present, and only when what is missing can be given.
 */
export function smallestChanges(
  facts: Facts,
  permission: Permission,
  fences: readonly Step[],
  locale: Locale,
): readonly Change[] {
  if (!facts.isPresent || facts.tool || fences.length === 0) return [];
  const kinds = new Set(fences.map(({ kind }) => kind));
  const lists = [
    entering(facts, permission, kinds, locale),
    ...[...kinds].flatMap((kind) => {
      const fixed = opening(kind, facts, locale);
      return fixed ? [[{ steps: [fixed], extra: [], elsewhere: 0 }]] : [];
    }),
    rights(facts, permission, kinds, locale),
    closing(facts, kinds, locale),
  ].filter((list) => list !== null);
  if (kinds.has('OPERATOR_ONLY') || kinds.has('SUPPORT_ENDED')) return [];
  return lists
    .reduce<readonly Alternative[]>(
      (all, list) => all.flatMap((before) => list.map((next) => together(before, next))),
      [{ steps: [], extra: [], elsewhere: 0 }],
    )
    .toSorted((one, other) => weight(one) - weight(other))
    .slice(0, MOST)
    .map(({ steps, extra, elsewhere }) => ({
      ...{ steps, elsewhere, extraPermissions: extra },
      canDo: steps.every(({ canDo }) => canDo),
    }));
}

const together = (one: Alternative, other: Alternative): Alternative => ({
  steps: [...one.steps, ...other.steps],
  extra: [...new Set([...one.extra, ...other.extra])],
  elsewhere: one.elsewhere + other.elsewhere,
  touchesOthers: one.touchesOthers === true || other.touchesOthers === true,
});

const weight = ({ steps, extra, elsewhere, touchesOthers }: Alternative): number =>
  (extra.length + elsewhere) * 10 + steps.length + (touchesOthers ? 5 : 0);

/** What stands in the way and is opened in one way only. */
function opening(kind: Step['kind'], { can, isSelf }: Facts, locale: Locale): ChangeStep | null {
  const step = (change: ChangeKind, canDo = false): ChangeStep => ({
    ...{ kind: change, canDo },
    text: changeSentence(change, locale),
  });
  if (kind === 'NO_SECOND_FACTOR') return step('ENROL_SECOND_FACTOR', isSelf);
  if (kind === 'ORGANIZATION_LEAVING') return step('CANCEL_DELETION', can?.deleteOrganization);
  if (kind === 'ORGANIZATION_ARCHIVED') return step('UNARCHIVE_ORGANIZATION', can?.archiveOrganization);
  if (kind === 'SPACE_DELETED') return step('RESTORE_SPACE', can?.recoverSpace);
  return kind === 'SPACE_ARCHIVED' ? step('UNARCHIVE_SPACE', can?.updateSpace) : null;
}

/** Coming in, or coming in as something else: by the role that gives least. */
function entering(
  facts: Facts,
  permission: Permission,
  kinds: ReadonlySet<Step['kind']>,
  locale: Locale,
): readonly Alternative[] | null {
  const isOutside = kinds.has('NOT_A_MEMBER') || kinds.has('NO_LONGER_A_MEMBER');
  const isOwn = facts.asks === 'organization';
  if (!isOutside && !kinds.has('AUDITOR_READS') && !(isOwn && kinds.has('ROLE_WITHOUT'))) return null;
  const held = facts.member?.given ?? [];
  const change = isOutside ? 'INVITE' : 'CHANGE_ROLE';
  return (isOwn ? facts.roles : (facts.organizationRoles ?? []))!
    .filter(({ role }) => role !== 'organization.auditor')
    .filter(({ permissions }) => !isOwn || permissions.includes(permission))
    .map((choice) => ({
      choice,
      extra: choice.permissions.filter((one) => !held.includes(one) && one !== permission),
    }))
    .filter(({ choice }) => isOutside || !isOwn || held.every((one) => choice.permissions.includes(one)))
    .toSorted((one, other) => one.extra.length - other.extra.length)
    .slice(0, isOwn ? MOST : 1)
    .map(({ choice, extra }) => ({ steps: [roleStep(change, choice, locale)], extra, elsewhere: 0 }));
}

const roleStep = (kind: ChangeKind, choice: RoleChoice, locale: Locale): ChangeStep => ({
  kind,
  text: changeSentence(kind, locale, { role: roleNameOf(choice.role, choice.roleName, locale) }),
  canDo: choice.canDo,
});

/** Roles in the Space, groups, and for a draft publishing it. */
function rights(
  facts: Facts,
  permission: Permission,
  kinds: ReadonlySet<Step['kind']>,
  locale: Locale,
): readonly Alternative[] | null {
  if (facts.asks === 'organization') return null;
  const held = new Set(facts.ways.flatMap(({ given }) => given));
  const draft = kinds.has('DRAFT');
  const needed = facts.member ? neededFor(facts, permission) : [permission];
  if (!draft && needed.every((one) => held.has(one))) return null;
  const isEnough = (given: readonly Permission[]): boolean =>
    needed.every((one) => held.has(one) || given.includes(one));
  const others = new Set(
    facts.ways.filter((way) => way.memberOf !== undefined).flatMap(({ given }) => given),
  );
  const former = facts.formerGrants?.[0]?.role;
  const roles = (facts.roles ?? [])
    // A role in place of another one must not take anything away.
    .filter(({ permissions }) => [...held].every((one) => others.has(one) || permissions.includes(one)))
    .filter(({ permissions }) => isEnough(permissions))
    .map((choice) => ({
      steps: [
        roleStep(
          choice.role === former && facts.ways.length === 0 ? 'GRANT_AGAIN' : 'GRANT_ROLE',
          choice,
          locale,
        ),
      ],
      extra: extraOf(choice.permissions, held, needed),
      elsewhere: 0,
    }));
  const groups = (facts.groups ?? [])
    .filter(({ permissions }) => isEnough(permissions))
    .map(({ group, people, permissions, elsewhere, canDo }) => ({
      steps: [
        {
          kind: 'ADD_TO_GROUP' as const,
          text: changeSentence('ADD_TO_GROUP', locale, { group, people }),
          canDo,
        },
      ],
      extra: extraOf(permissions, held, needed),
      elsewhere,
    }));
  const publish = {
    kind: 'PUBLISH' as const,
    text: changeSentence('PUBLISH', locale),
    canDo: facts.can?.publish ?? false,
  };
  const isOnlyDraft = draft && held.has(permission) && held.has('document.read');
  return [
    ...(isOnlyDraft ? [{ steps: [publish], extra: [], elsewhere: 0, touchesOthers: true }] : []),
    ...roles,
    ...groups,
  ];
}

function extraOf(
  given: readonly Permission[],
  held: ReadonlySet<Permission>,
  needed: readonly Permission[],
): readonly Permission[] {
  return given.filter((one) => !held.has(one) && !needed.includes(one));
}

/** A restriction admits somebody, or is lifted for everybody. */
function closing(
  facts: Facts,
  kinds: ReadonlySet<Step['kind']>,
  locale: Locale,
): readonly Alternative[] | null {
  if (!kinds.has('RESTRICTED')) return null;
  const canDo = facts.can?.restrict ?? false;
  return (['ADMIT', 'LIFT_RESTRICTION'] as const).map((kind) => ({
    steps: [{ kind, text: changeSentence(kind, locale), canDo }],
    extra: [],
    elsewhere: 0,
    touchesOthers: kind === 'LIFT_RESTRICTION',
  }));
}
