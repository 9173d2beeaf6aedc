import { parsePath, type Filter } from './filter.js';
import type { PatchStep } from './patch.js';
import { invalidValue, scimError } from './scim-error.js';
import { attributeOf, objectsOf, textOf, type ScimObject } from './scim-value.js';

/** What a group is to be. `members` are ids of entries in the directory; `null`: they stay as they are. */
export interface GroupDraft {
  readonly displayName: string;
  readonly externalId: string | null;
  readonly members: ReadonlySet<string> | null;
}

/** Most members that one request names. */
export const MOST_MEMBERS = 5_000;

/** A group out of the body of POST or PUT; without members it is empty. */
export function groupFrom(body: ScimObject): GroupDraft {
  return {
    displayName: nameOf(attributeOf(body, 'displayName')),
    externalId: textOf(attributeOf(body, 'externalId'), 'externalId', 255),
    members: new Set(membersOf(attributeOf(body, 'members') ?? [])),
  };
}

/** Whether any step is about members: only then they have to be known. */
export const touchesMembers = (steps: readonly PatchStep[]): boolean =>
  steps.some(({ attribute }) => attribute === 'members');

/**
 * A group after the steps of a PATCH, as Okta and Entra write them.
 *
 * @param id of the group: a value that repeats it changes nothing
 * @throws KopexaError 400 invalidPath, invalidValue, mutability
 */
export function patchGroup(group: GroupDraft, steps: readonly PatchStep[], id: string): GroupDraft {
  return steps.reduce((draft, step) => patched(draft, step, id), group);
}

function patched(draft: GroupDraft, step: PatchStep, id: string): GroupDraft {
  const { attribute, op, value } = step;
  switch (attribute) {
    case 'displayname':
      if (op === 'remove') throw scimError(400, 'displayName cannot be removed.', 'mutability');
      return { ...draft, displayName: nameOf(value) };
    case 'externalid':
      return { ...draft, externalId: op === 'remove' ? null : textOf(value, 'externalId', 255) };
    case 'members':
      return { ...draft, members: patchedMembers(draft.members ?? new Set(), step) };
    case 'schemas':
      return draft;
    case 'id':
      if (value === id && op !== 'remove') return draft;
      break;
    case 'meta':
      break;
    default:
      throw scimError(400, `A group has no attribute ${attribute.slice(0, 60)}.`, 'invalidPath');
  }
  throw scimError(400, `${attribute} is set by the service alone.`, 'mutability');
}

function patchedMembers(
  members: ReadonlySet<string>,
  { op, where, sub, value }: PatchStep,
): ReadonlySet<string> {
  if (sub !== null) throw scimError(400, 'Parts of a member cannot be changed.', 'mutability');
  if (where) {
    if (op !== 'remove') throw scimError(400, 'Members are added by their ids.', 'invalidPath');
    const gone = named(where);
    return new Set([...members].filter((each) => !gone.has(each)));
  }
  if (op === 'add') return new Set([...members, ...membersOf(value)]);
  if (op === 'replace') return new Set(membersOf(value));
  if (value === undefined || value === null) return new Set();
  const gone = new Set(membersOf(value));
  return new Set([...members].filter((each) => !gone.has(each)));
}

/** The ids in `value eq "…"`, several of them joined by `or`. */
function named(filter: Filter): ReadonlySet<string> {
  if (filter.kind === 'or') return new Set([...named(filter.left), ...named(filter.right)]);
  if (filter.kind === 'compare' && filter.by === 'eq' && filter.attribute === 'value')
    return new Set([String(filter.value).toLowerCase()]);
  throw scimError(400, 'Members are chosen by value eq "id".', 'invalidFilter');
}

function membersOf(value: unknown): string[] {
  const list = objectsOf(value, 'members');
  if (list.length > MOST_MEMBERS)
    throw scimError(413, `A request names ${MOST_MEMBERS} members at most: send several.`);
  return list.map((each) => {
    const [id, type, ref] = [
      attributeOf(each, 'value'),
      attributeOf(each, 'type'),
      attributeOf(each, '$ref'),
    ];
    if (isGroup(type) || (typeof ref === 'string' && /\/Groups\//i.test(ref)))
      throw invalidValue('Groups do not lie in groups here: name the people themselves.');
    if (typeof id !== 'string') throw invalidValue('Each member must have a value: the id of a user.');
    return id.toLowerCase();
  });
}

const isGroup = (type: unknown): boolean => typeof type === 'string' && type.toLowerCase() === 'group';

function nameOf(value: unknown): string {
  const name = textOf(value, 'displayName', 120);
  if (name === null) throw invalidValue('A group must have a displayName.');
  return name;
}

/** Whether a request wants the members of groups at all: with thousands of them directories leave them out. */
export function wantsMembers(query: Readonly<Record<string, string>>): boolean {
  const names = (text: string | undefined): string[] =>
    (text ?? '').split(',').flatMap((each) => parsePath(each)?.attribute ?? []);
  const wanted = names(query['attributes']);
  return wanted.length > 0
    ? wanted.includes('members')
    : !names(query['excludedAttributes']).includes('members');
}
