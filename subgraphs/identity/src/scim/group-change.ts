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
 * A group after the steps of a PATCH, as Okta and Entra write them. All steps work on one copy of the members: what a
 * step costs depends on whom it names, not on how many are in the group.
 *
 * @param id of the group: a value that repeats it changes nothing
 * @throws KopexaError 400 invalidPath, invalidValue, mutability; 413
 */
export function patchGroup(group: GroupDraft, steps: readonly PatchStep[], id: string): GroupDraft {
  if (steps.reduce((sum, step) => sum + namedBy(step), 0) > MOST_MEMBERS) throw tooMany();
  const members = new Set(group.members);
  const draft = steps.reduce((before, step) => patched(before, step, id, members), group);
  return touchesMembers(steps) ? { ...draft, members } : draft;
}

function patched(draft: GroupDraft, step: PatchStep, id: string, members: Set<string>): GroupDraft {
  const { attribute, op, value } = step;
  switch (attribute) {
    case 'displayname':
      if (op === 'remove') throw scimError(400, 'displayName cannot be removed.', 'mutability');
      return { ...draft, displayName: nameOf(value) };
    case 'externalid':
      return { ...draft, externalId: op === 'remove' ? null : textOf(value, 'externalId', 255) };
    case 'members':
      changeMembers(members, step);
      return draft;
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

function changeMembers(members: Set<string>, { op, where, sub, value }: PatchStep): void {
  if (sub !== null) throw scimError(400, 'Parts of a member cannot be changed.', 'mutability');
  if (where && op !== 'remove') throw scimError(400, 'Members are added by their ids.', 'invalidPath');
  const removesAll = op === 'remove' && !where && (value === undefined || value === null);
  const ids = where ? named(where) : removesAll ? [] : membersOf(value);
  if (removesAll || op === 'replace') members.clear();
  for (const each of ids)
    if (op === 'remove') members.delete(each);
    else members.add(each);
}

/** The ids in `value eq "…"`, several of them joined by `or`. */
function named(filter: Filter): readonly string[] {
  if (filter.kind === 'or') return [...named(filter.left), ...named(filter.right)];
  if (filter.kind === 'compare' && filter.by === 'eq' && filter.attribute === 'value')
    return [String(filter.value).toLowerCase()];
  throw scimError(400, 'Members are chosen by value eq "id".', 'invalidFilter');
}

function membersOf(value: unknown): string[] {
  const list = objectsOf(value, 'members');
  if (list.length > MOST_MEMBERS) throw tooMany();
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

const tooMany = () => scimError(413, `A request names ${MOST_MEMBERS} members at most: send several.`);

/** How many members a step names as values. */
const namedBy = ({ attribute, value }: PatchStep): number =>
  attribute === 'members' && Array.isArray(value) ? value.length : 0;

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
