import { invalidInput } from '#runtime/errors/catalogue.js';
import { isId, newId } from '#runtime/graphql/ids.js';
import type { ChangeTools } from '../document/change-tools.js';
import { openDocument } from '../document/open-document.js';
import type { Named } from './restriction.js';

const MAXIMUM_PEOPLE = 200;
const MAXIMUM_GROUPS = 50;
const MAXIMUM_REASON = 1000;

/** Who is to be let in, and why. */
export interface Restrict {
  readonly documentId: string;
  readonly userIds: readonly string[];
  readonly groupIds: readonly string[];
  readonly reason?: string | null;
}

/** Like `Restrict`; without groups, those that are let in stay. */
export type ChangeRestriction = Omit<Restrict, 'groupIds'> & { readonly groupIds?: readonly string[] | null };

const NEEDS = { permission: 'document.restrict', even: ['archived'] } as const;

/**
 * Closes a document, with everything below it, to all but those named and those who hold `document.restrict` in its
 * Space. Needs that permission. Runs alone in the Organization: no write of somebody who is shut out commits after it.
 */
export async function restrictDocument(tools: ChangeTools, input: Restrict): Promise<string> {
  const { documentId } = await openDocument(tools, input.documentId, NEEDS);
  const named = checkNamed(input);
  const restriction = newId(tools.now.getTime());
  await tools.restrictions.restrict(restriction, documentId, named, checkReason(input.reason));
  note(tools, restriction, { users: [], groups: [] }, named);
  return documentId;
}

/**
 * Lets in others; who is no longer in the lists is shut out at once. Groups that are absent stay as they are: whoever
 * restricts need not see the groups of the Organization. Needs `document.restrict`.
 */
export async function changeRestriction(tools: ChangeTools, input: ChangeRestriction): Promise<string> {
  const { documentId } = await openDocument(tools, input.documentId, NEEDS);
  const { users, groups } = checkNamed({ userIds: input.userIds, groupIds: input.groupIds ?? [] });
  const named = { users, groups: input.groupIds ? groups : null };
  const { id, ...before } = await tools.restrictions.change(documentId, named, checkReason(input.reason));
  note(tools, id, before, { users, groups: named.groups ?? before.groups });
  return documentId;
}

/** Opens a document again to everybody who reads its Space, as far as it is not below another restricted one. */
export async function liftRestriction(tools: ChangeTools, id: string): Promise<string> {
  const { documentId } = await openDocument(tools, id, { ...NEEDS, even: ['archived', 'trashed'] });
  const ended = await tools.restrictions.lift(documentId);
  if (ended) {
    const fact = { entity: 'Restriction', id: ended, class: 'technical' } as const;
    tools.facts.note({ ...fact, field: 'restricted', before: true, after: false });
  }
  return documentId;
}

/** Ids without repetition; what is no id at all is answered like somebody who does not read the Space. */
function checkNamed({ userIds, groupIds }: Pick<Restrict, 'userIds' | 'groupIds'>): Named {
  if (userIds.length > MAXIMUM_PEOPLE || !userIds.every(isId)) {
    throw invalidInput(
      'input.userIds',
      `Bitte wählen Sie höchstens ${MAXIMUM_PEOPLE} Personen mit Zugriff auf den Space; für mehr legen Sie eine Gruppe an.`,
      `Please choose ${MAXIMUM_PEOPLE} people with access to the Space at most; for more, make a group.`,
    );
  }
  if (groupIds.length > MAXIMUM_GROUPS || !groupIds.every(isId)) {
    throw invalidInput(
      'input.groupIds',
      `Bitte wählen Sie höchstens ${MAXIMUM_GROUPS} Gruppen der Organization.`,
      `Please choose ${MAXIMUM_GROUPS} groups of the Organization at most.`,
    );
  }
  return { users: [...new Set(userIds)], groups: [...new Set(groupIds)] };
}

function checkReason(reason: string | null | undefined): string | null {
  const text = reason?.trim() ?? null;
  if (text === null || text.length <= MAXIMUM_REASON) return text;
  throw invalidInput(
    'input.reason',
    `Bitte kürzen Sie die Begründung auf ${MAXIMUM_REASON} Zeichen.`,
    `Please shorten the reason to ${MAXIMUM_REASON} characters.`,
  );
}

/** Each person and group as a fact of its own: the trail names them to those who may know them. */
function note(tools: ChangeTools, id: string, before: Named, after: Named): void {
  const fact = { entity: 'Restriction', id, class: 'technical' } as const;
  tools.facts.note({ ...fact, field: 'people', before: before.users, after: after.users });
  tools.facts.note({ ...fact, field: 'groups', before: before.groups, after: after.groups });
}
