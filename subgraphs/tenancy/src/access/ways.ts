import { PERMISSIONS, type Permission } from '#schema/permissions.js';
import type { Way } from './access-facts.js';
import { roleNameOf, stepSentence, type Locale, type Step } from './access-sentences.js';

/** A step as it is shown. */
export interface ShownStep {
  readonly kind: Step['kind'];
  readonly text: string;
  readonly since: Date | null;
  readonly until: Date | null;
  readonly byId: string | null;
}

/** A way as it is shown: its steps from the person to the right. */
export interface ShownWay {
  readonly roleId: string | null;
  readonly roleName: string;
  readonly permissions: readonly Permission[];
  readonly until: Date | null;
  readonly steps: readonly ShownStep[];
}

/** A step with its sentence. */
export function show(
  step: Step,
  locale: Locale,
  times: { readonly since?: string; readonly until?: string; readonly by?: string } = {},
): ShownStep {
  return {
    kind: step.kind,
    text: stepSentence(step, locale),
    since: times.since ? new Date(times.since) : null,
    until: times.until ? new Date(times.until) : null,
    byId: times.by ?? null,
  };
}

/**
 * The steps of a way. With a permission the last one says that the role allows it; `isSpace` tells a grant from a
 * membership.
 */
export function showWay(
  way: Way,
  options: {
    readonly isSpace: boolean;
    readonly locale: Locale;
    readonly permission?: Permission | null;
  },
): ShownWay {
  const { locale, permission = null } = options;
  const role = roleNameOf(way.role, way.roleName, locale);
  const ends = [way.to, way.memberTo, way.nestingTo].filter((end) => end !== undefined).sort();
  const given = way.permission ? PERMISSIONS[way.permission].text[locale] : role;
  const steps = way.owner === undefined ? personSteps(way, role, options) : toolSteps(way, given, options);
  if (permission && way.role) {
    const version = way.roleVersion === undefined ? {} : { version: way.roleVersion };
    steps.push(show({ kind: 'ROLE', role, permission, ...version }, locale));
  }
  return {
    roleId: way.role ?? null,
    roleName: given,
    permissions: way.permissions,
    until: ends[0] ? new Date(ends[0]) : null,
    steps,
  };
}

function personSteps(
  way: Way,
  role: string,
  { isSpace, locale }: { readonly isSpace: boolean; readonly locale: Locale },
): ShownStep[] {
  const times = { since: way.from, ...(way.to && { until: way.to }), ...(way.by && { by: way.by }) };
  if (way.memberOf === undefined) {
    return [show({ kind: isSpace ? 'DIRECT_GRANT' : 'MEMBERSHIP', role }, locale, times)];
  }
  const group = way.group ?? way.memberOf;
  return [
    show({ kind: 'GROUP_MEMBER', group: way.memberOf }, locale, way.memberTo ? { until: way.memberTo } : {}),
    ...(way.isNested
      ? [
          show(
            { kind: 'NESTED_GROUP', group: way.memberOf, parent: group },
            locale,
            way.nestingTo ? { until: way.nestingTo } : {},
          ),
        ]
      : []),
    show({ kind: 'GROUP_GRANT', group, role }, locale, times),
  ];
}

function toolSteps(way: Way, what: string, { locale }: { readonly locale: Locale }): ShownStep[] {
  const times = { since: way.from, ...(way.to && { until: way.to }), ...(way.by && { by: way.by }) };
  return [
    show({ kind: 'TOOL_GIVEN', what }, locale, times),
    show({ kind: 'TOOL_OWNER', owner: way.ownerName ?? '' }, locale),
  ];
}
