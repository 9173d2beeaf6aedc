import type { Permission } from '#schema/permissions.js';
import { PERMISSIONS } from '#schema/permissions.js';
import type { Actor } from '#runtime/actor/actor.js';
import { invalidInput, notFound } from '#runtime/errors/catalogue.js';
import { toConnection, type Page, type PageRequest } from '#runtime/graphql/page.js';
import type { HolderRecord, Principal, SpaceHeld } from './access-facts.js';
import type { AccessRepository, Place } from './access.repository.js';
import { fencesAgainst, isAllowed } from './fences.js';
import { smallestChanges, type Change } from './smallest-change.js';
import { show, showWay, type ShownStep, type ShownWay } from './ways.js';

/** What a review reads with. */
export interface Reviewing {
  readonly actor: Actor;
  readonly access: AccessRepository;
}

/** Somebody with what they hold and by which ways. */
export interface Holder {
  readonly principal: Principal;
  readonly permissions: readonly Permission[];
  readonly ways: readonly ShownWay[];
  readonly secondFactor: boolean | null;
}

/** A Space that somebody holds something in. */
export interface HeldSpace {
  readonly spaceId: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly ways: readonly ShownWay[];
  readonly restrictedDocuments: number | null;
}

const LONGEST_SEARCH = 120;

/** Who could access a place. Throws NOT_FOUND for a place about which the reader may not ask. */
export async function whoCanAccess(
  { actor, access }: Reviewing,
  asked: { place: Place; permission: Permission | null; at: Date | null; search: string; page: PageRequest },
): Promise<Page<Holder> & { at: Date; total: number; spaceName: string | null }> {
  const { place, permission, at, page } = asked;
  const search = asked.search.trim().slice(0, LONGEST_SEARCH);
  const found = await access.ofPlace(place, permission, at, search, page);
  if (!found) throw missing(place);
  const isSpace = place.spaceId !== null || place.documentId !== null;
  const toHolder = ({ id, kind, name, permissions, ways, secondFactor }: HolderRecord): Holder => ({
    principal: { id, kind, name },
    ...{ permissions, secondFactor },
    ways: ways
      .filter((way) => !permission || way.permissions.includes(permission))
      .map((way) => showWay(way, { isSpace, locale: actor.locale, permission })),
  });
  return {
    ...toConnection(found.entries, page, ({ sort, id }) => [sort, id], toHolder),
    ...{ at: new Date(found.at), total: found.total, spaceName: found.space },
  };
}

/** What somebody could access. Throws NOT_FOUND for somebody about whom the reader may not ask. */
export async function whatCanAccess(
  { actor, access }: Reviewing,
  asked: { personId: string; at: Date | null; page: PageRequest },
): Promise<
  Page<HeldSpace> & {
    at: Date;
    principal: Principal;
    total: number;
    organizationPermissions: readonly Permission[];
    organizationWays: readonly ShownWay[];
  }
> {
  const { personId, at, page } = asked;
  const found = await access.ofPerson(personId, at, page);
  if (!found) throw notFound('User', personId);
  const { locale } = actor;
  const toSpace = ({ id, name, permissions, ways, closed }: SpaceHeld): HeldSpace => ({
    ...{ spaceId: id, name, permissions, restrictedDocuments: closed },
    ways: ways.map((way) => showWay(way, { isSpace: true, locale })),
  });
  return {
    ...toConnection(found.spaces, page, ({ sort, id }) => [sort, id], toSpace),
    at: new Date(found.at),
    principal: { id: found.id, kind: found.kind, name: found.name },
    total: found.total,
    organizationPermissions: found.organization?.permissions ?? [],
    organizationWays: (found.organization?.ways ?? []).map((way) => showWay(way, { isSpace: false, locale })),
  };
}

/** Why somebody could do something, or could not. Throws NOT_FOUND, and INVALID_INPUT for a permission of elsewhere. */
export async function explainAccess(
  { actor, access }: Reviewing,
  asked: { personId: string; permission: Permission; place: Place; at: Date | null },
): Promise<{
  at: Date;
  principal: Principal;
  permission: Permission;
  allowed: boolean;
  ways: readonly ShownWay[];
  missing: readonly ShownStep[];
  smallestChanges: readonly Change[];
}> {
  const { personId, permission, place, at } = asked;
  checkScope(permission, place);
  const facts = await access.facts(personId, place, at);
  if (!facts) throw missing(place, personId);
  const { locale } = actor;
  const isSpace = facts.asks !== 'organization';
  const allowed = isAllowed(facts, permission);
  const fences = allowed ? [] : fencesAgainst(facts, permission, locale);
  return {
    at: new Date(facts.at),
    principal: { id: facts.id, kind: facts.kind, name: facts.name },
    ...{ permission, allowed },
    ways: allowed
      ? facts.ways
          .filter((way) => way.permissions.includes(permission))
          .map((way) => showWay(way, { isSpace, locale, permission }))
      : [],
    missing: fences.map((fence) => show(fence, locale)),
    smallestChanges: smallestChanges(facts, permission, fences, locale),
  };
}

function checkScope(permission: Permission, place: Place): void {
  const isOrganization = place.spaceId === null && place.documentId === null;
  if (PERMISSIONS[permission].scope === 'organization' && !isOrganization) {
    throw invalidInput(
      'permission',
      'Dieses Recht gilt in der Organization. Fragen Sie ohne Space und Dokument danach.',
      'This permission counts in the Organization. Ask for it without a Space or document.',
    );
  }
  if (PERMISSIONS[permission].scope === 'space' && isOrganization) {
    throw invalidInput(
      'permission',
      'Dieses Recht gilt in einem Space. Nennen Sie den Space oder das Dokument.',
      'This permission counts in a Space. Name the Space or the document.',
    );
  }
  if (place.documentId !== null && !permission.startsWith('document.')) {
    throw invalidInput(
      'permission',
      'Dieses Recht gilt im Space und nicht an einem Dokument. Nennen Sie den Space.',
      'This permission counts in the Space and not at a document. Name the Space.',
    );
  }
}

function missing(place: Place, personId?: string): Error {
  if (place.documentId) return notFound('Document', place.documentId);
  if (place.spaceId) return notFound('Space', place.spaceId);
  return personId ? notFound('User', personId) : notFound('Organization', null);
}
