import { TOOL_PERMISSIONS } from '#schema/tools.js';
import type { CreateServiceAccountInput, Permission } from '../../../gql/graphql.ts';
import type { ServiceAccountView } from './service-account-view.ts';

const DAY_MS = 86_400_000;

/** What the form holds while somebody fills it in. */
export interface FormState {
  readonly name: string;
  readonly purpose: string;
  /** YYYY-MM-DD; the account ends with that day. */
  readonly until: string;
  readonly permissions: readonly Permission[];
  readonly spaces: readonly { readonly spaceId: string; readonly role: string }[];
  /** Null: all operations. */
  readonly operations: readonly string[] | null;
  readonly addresses: string;
}

/** A day as date fields want it, in local time. */
export function dayOf(at: Date): string {
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 10);
}

/** The first and the last day that an account may end on. */
export function dayLimits(now: Date): { first: string; last: string } {
  return {
    first: dayOf(new Date(now.getTime() + DAY_MS)),
    last: dayOf(new Date(now.getTime() + 364 * DAY_MS)),
  };
}

/** Permissions of the Organization that tools have a use for, as far as the reader holds them. */
export function givable(viewerCan: readonly Permission[]) {
  return TOOL_PERMISSIONS.map((name) => ({
    name,
    value: name.replace('.', '_').toUpperCase() as Permission,
  })).filter(({ value }) => viewerCan.includes(value));
}

/** How the form begins: empty, or with what the account has, as far as the reader may still give it. */
export function initialState(
  account: ServiceAccountView | undefined,
  may: { readonly permissions: readonly Permission[]; readonly spaceIds: readonly string[] },
  now: Date,
): FormState {
  if (!account) {
    const until = dayOf(new Date(now.getTime() + 90 * DAY_MS));
    return { name: '', purpose: '', until, permissions: [], spaces: [], operations: null, addresses: '' };
  }
  return {
    name: account.name,
    purpose: account.purpose,
    until: dayOf(new Date(account.expiresAt)),
    permissions: account.permissions.filter((each) => may.permissions.includes(each)),
    spaces: account.spaces.flatMap(({ space, role }) =>
      space && may.spaceIds.includes(space.id) ? [{ spaceId: space.id, role: role.id }] : [],
    ),
    operations: account.operations,
    addresses: account.ipRanges.join('\n'),
  };
}

/** What the form sends. */
export function inputOf(state: FormState): CreateServiceAccountInput {
  return {
    name: state.name.trim(),
    purpose: state.purpose.trim(),
    expiresAt: new Date(`${state.until}T23:59:59`).toISOString(),
    permissions: [...state.permissions],
    spaces: state.spaces.map((each) => ({ ...each })),
    operations: state.operations ? [...state.operations] : null,
    ipRanges: state.addresses.split(/[\s,;]+/).filter(Boolean),
  };
}
