import type { RouteHandler, RouteRequest } from '#runtime/graphql/route.js';
import { notFound } from '#runtime/errors/catalogue.js';
import { isId, newId } from '#runtime/graphql/ids.js';
import type { IdentityServices } from '../services.js';
import { directoryGroups, GROUP_ATTRIBUTES, type DirectoryGroupRow } from './directory-groups.repository.js';
import { directoryUsers } from './directory.repository.js';
import { groupFrom, patchGroup, touchesMembers, wantsMembers, type GroupDraft } from './group-change.js';
import { answerList, listQuery } from './list-query.js';
import { noteMoves } from './note-directory.js';
import { patchSteps, type PatchStep } from './patch.js';
import {
  answerResource,
  baseOf,
  groupResource,
  groupTag,
  hasAlready,
  requireMatch,
  type ScimMember,
} from './resources.js';
import { invalidValue } from './scim-error.js';
import { scimRoute } from './scim-route.js';
import { readBody } from './scim-value.js';

type Call = RouteRequest<IdentityServices>;

/**
 * Groups of the directory (RFC 7644 §3.2 to §3.6). What a group opens is decided in the console; the directory says who
 * is in it, up to thousands of people in one statement.
 */
export const serveScimGroups: RouteHandler<IdentityServices> = scimRoute((call) => {
  const { id } = call.params;
  if (id === undefined) return call.http.method === 'POST' ? create(call) : list(call);
  if (call.http.method === 'GET') return read(call, id);
  if (call.http.method === 'DELETE') return remove(call, id);
  return change(call, id);
});

async function list({ ctx, query }: Call): Promise<Response> {
  const wanted = listQuery(query, GROUP_ATTRIBUTES);
  const { total, rows: found } = await directoryGroups(ctx).list(wanted);
  const rows = wantsMembers(query) ? withinMembers(found) : found;
  const members = wantsMembers(query)
    ? await membersOf(
        ctx,
        rows.map(({ id }) => id),
      )
    : null;
  const base = baseOf(ctx);
  const resources = rows.map((row) => groupResource(row, members && (members.get(row.id) ?? []), base));
  return answerList(resources, total, wanted.offset, query);
}

/** Most members in one list of groups; what is beyond them comes by the next page (RFC 7644 §3.4.2.4). */
const MOST_LISTED = 5_000;

/** As many groups of a page as have their members in one answer; one always, so that each page goes on. */
function withinMembers(rows: readonly DirectoryGroupRow[]): readonly DirectoryGroupRow[] {
  let sum = 0;
  const beyond = rows.findIndex(({ members }, at) => (sum += members) > MOST_LISTED && at > 0);
  return beyond < 0 ? rows : rows.slice(0, beyond);
}

async function read({ ctx, query, http }: Call, id: string): Promise<Response> {
  const row = await present(ctx, id);
  const tag = groupTag(row);
  if (hasAlready(http, tag)) return new Response(null, { status: 304, headers: { etag: tag } });
  return answered(ctx, row, query);
}

async function create({ ctx, query, http, audited }: Call): Promise<Response> {
  const body = await readBody(http);
  const row = await audited(
    'directory.create_group',
    'Group',
    async () => {
      const draft = groupFrom(body);
      const id = newId();
      ctx.change.subject(id);
      await directoryGroups(ctx).create(id, draft.displayName, draft.externalId);
      noteGroup(ctx, id, null, draft);
      await fill(ctx, id, draft.members ?? new Set());
      return present(ctx, id);
    },
    { alone: true },
  );
  return answered(ctx, row, query, 201);
}

async function change({ ctx, query, http, audited }: Call, id: string): Promise<Response> {
  const body = await readBody(http);
  const row = await audited(
    'directory.update_group',
    'Group',
    async () => {
      const before = await present(ctx, id);
      ctx.change.subject(before.id);
      requireMatch(http, groupTag(before));
      const after =
        http.method === 'PUT' ? groupFrom(body) : await patchedGroup(ctx, before, patchSteps(body));
      if (after.displayName !== before.displayName || after.externalId !== before.externalId) {
        await directoryGroups(ctx).update(id, after.displayName, after.externalId);
        noteGroup(ctx, id, before, after);
      }
      if (after.members) await fill(ctx, id, after.members);
      return present(ctx, id);
    },
    { alone: true },
  );
  return answered(ctx, row, query);
}

async function remove({ ctx, http, audited }: Call, id: string): Promise<Response> {
  await audited(
    'directory.delete_group',
    'Group',
    async () => {
      const before = await present(ctx, id);
      ctx.change.subject(before.id);
      requireMatch(http, groupTag(before));
      await directoryGroups(ctx).end(id);
      noteGroup(ctx, id, before, null);
    },
    { alone: true },
  );
  return new Response(null, { status: 204 });
}

async function patchedGroup(
  ctx: Call['ctx'],
  { id, displayName, externalId }: DirectoryGroupRow,
  steps: readonly PatchStep[],
): Promise<GroupDraft> {
  const present = touchesMembers(steps) ? ((await membersOf(ctx, [id])).get(id) ?? []) : null;
  const members = present && new Set(present.map(({ value }) => value));
  return patchGroup({ displayName, externalId, members }, steps, id);
}

/** Makes exactly these people its members. Somebody who is missing here or of another directory is not found. */
async function fill(ctx: Call['ctx'], id: string, members: ReadonlySet<string>): Promise<void> {
  const ids = [...members];
  const found = ids.every(isId) ? await directoryUsers(ctx).accounts(ids) : [];
  if (found.length !== ids.length)
    throw invalidValue('At least one of the members is no user of this directory.');
  const moves = await directoryGroups(ctx).fill(
    id,
    found.map(({ accountId }) => accountId),
  );
  noteMoves(ctx.change, moves);
}

async function membersOf(ctx: Call['ctx'], ids: readonly string[]): Promise<Map<string, ScimMember[]>> {
  const rows = ids.length > 0 ? await directoryGroups(ctx).members(ids) : [];
  const people = await directoryUsers(ctx).ofAccounts([...new Set(rows.map(({ accountId }) => accountId))]);
  const known = new Map(people.map((each) => [each.accountId, each]));
  const members = new Map<string, ScimMember[]>();
  for (const { groupId, accountId } of rows) {
    const person = known.get(accountId);
    if (!person) continue;
    const list = members.get(groupId) ?? [];
    members.set(groupId, list);
    list.push({ value: person.id, display: person.displayName });
  }
  return members;
}

async function answered(
  ctx: Call['ctx'],
  row: DirectoryGroupRow,
  query: Readonly<Record<string, string>>,
  status = 200,
): Promise<Response> {
  const members = wantsMembers(query) ? ((await membersOf(ctx, [row.id])).get(row.id) ?? []) : null;
  return answerResource(groupResource(row, members, baseOf(ctx)), query, status);
}

async function present(ctx: Call['ctx'], id: string): Promise<DirectoryGroupRow> {
  const row = isId(id) ? await directoryGroups(ctx).find(id) : null;
  if (!row) throw notFound('Group', null);
  return row;
}

type Named = Pick<GroupDraft, 'displayName' | 'externalId'>;

function noteGroup(ctx: Call['ctx'], id: string, before: Named | null, after: Named | null): void {
  const fact = { entity: 'Group', id, class: 'technical' } as const;
  const pairs = [
    ['name', before?.displayName, after?.displayName],
    ['external_id', before?.externalId, after?.externalId],
  ] as const;
  for (const [field, was, is] of pairs)
    if ((was ?? null) !== (is ?? null))
      ctx.change.note({ ...fact, field, ...(was ? { before: was } : {}), ...(is ? { after: is } : {}) });
}
