import type { Filter } from './filter.js';
import type { PatchStep } from './patch.js';
import { invalidValue, scimError } from './scim-error.js';
import { isObject } from './scim-value.js';
import { emailsOf, meaningOf, withValue, type ScimEmail, type UserDraft } from './user-draft.js';

/**
 * A person after the steps of a PATCH. Roles, passwords and other attributes that are not kept change nothing.
 *
 * @throws KopexaError 400 invalidPath, invalidValue, mutability, noTarget
 */
export function patchUser(draft: UserDraft, steps: readonly PatchStep[]): UserDraft {
  return steps.reduce(patched, draft);
}

function patched(draft: UserDraft, step: PatchStep): UserDraft {
  const { attribute, op } = step;
  const root = attribute.startsWith('emails.') ? 'emails' : attribute;
  switch (meaningOf(root)) {
    case 'ignored':
      return draft;
    case 'readOnly':
      throw scimError(400, `${attribute} is set by the service alone.`, 'mutability');
    case 'unknown':
      throw scimError(400, `There is no attribute ${attribute.slice(0, 60)}.`, 'invalidPath');
    case 'kept':
      break;
  }
  if (root === 'emails') return { ...draft, emails: emailsOf(patchedEmails(draft.emails, step)) };
  if (step.where) throw scimError(400, `${attribute} has no values to choose from.`, 'invalidPath');
  if (op !== 'remove') return withValue(draft, attribute, step.value);
  if (attribute === 'username' || attribute === 'active')
    throw scimError(400, `${attribute} cannot be removed.`, 'mutability');
  return withValue(draft, attribute, null);
}

function patchedEmails(emails: readonly ScimEmail[], step: PatchStep): unknown {
  if (!step.where) return ofAll(emails, step);
  const { where, op, sub, value } = step;
  const chosen = emails.filter((each) => matches(where, each));
  if (op === 'remove') return without(emails, chosen, sub);
  const change = sub === null ? value : { [partOf(sub)]: value };
  if (!isObject(change)) throw invalidValue('An address in emails must be an object.');
  if (chosen.length > 0) return emails.map((each) => (chosen.includes(each) ? { ...each, ...change } : each));
  if (op === 'replace') throw scimError(400, 'No address in emails is the one that was named.', 'noTarget');
  return [...emails, { ...saidBy(where), ...change }];
}

function ofAll(emails: readonly ScimEmail[], { op, value, attribute }: PatchStep): unknown {
  const [, sub] = attribute.split('.');
  if (sub !== undefined)
    return without(emails, op === 'remove' ? emails : [], sub).map((each) =>
      op === 'remove' ? each : { ...each, [partOf(sub)]: value },
    );
  if (op === 'remove') return [];
  if (op === 'replace') return value;
  const added = emailsOf(value);
  return [
    ...emails.filter((each) => !added.some((one) => one.value === each.value && one.type === each.type)),
    ...added,
  ];
}

function without(emails: readonly ScimEmail[], chosen: readonly ScimEmail[], sub: string | null): object[] {
  if (sub === null) return emails.filter((each) => !chosen.includes(each));
  return emails.map((each) => (chosen.includes(each) ? { ...each, [partOf(sub)]: null } : each));
}

function partOf(sub: string): keyof ScimEmail {
  const part = (['value', 'type', 'primary'] as const).find((each) => each === sub);
  if (!part) throw scimError(400, `An address in emails has no ${sub}.`, 'invalidPath');
  return part;
}

function matches(filter: Filter, email: ScimEmail): boolean {
  switch (filter.kind) {
    case 'and':
      return matches(filter.left, email) && matches(filter.right, email);
    case 'or':
      return matches(filter.left, email) || matches(filter.right, email);
    case 'not':
      return !matches(filter.inner, email);
    case 'some':
      throw scimError(400, 'A path chooses values of one list.', 'invalidPath');
    case 'present':
      return email[partOf(filter.attribute)] !== null;
    case 'compare':
      return isCompared(filter, email);
  }
}

function isCompared(filter: Extract<Filter, { kind: 'compare' }>, email: ScimEmail): boolean {
  const value = email[partOf(filter.attribute)];
  const same = String(value ?? '').toLowerCase() === String(filter.value ?? '').toLowerCase();
  if (filter.by === 'eq') return same;
  if (filter.by === 'ne') return !same;
  throw scimError(400, 'Addresses are chosen by eq, ne or pr.', 'invalidFilter');
}

/** What `type eq "work"` says of the address that is added. */
function saidBy(filter: Filter): Readonly<Record<string, unknown>> {
  if (filter.kind === 'and') return { ...saidBy(filter.left), ...saidBy(filter.right) };
  return filter.kind === 'compare' && filter.by === 'eq' ? { [filter.attribute]: filter.value } : {};
}
