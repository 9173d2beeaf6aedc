import type { RouteHandler, RouteRequest } from '#runtime/graphql/route.js';
import { notFound } from '#runtime/errors/catalogue.js';
import { isId, newId } from '#runtime/graphql/ids.js';
import type { IdentityServices } from '../services.js';
import { directoryUsers, USER_ATTRIBUTES, type DirectoryUserRow } from './directory.repository.js';
import { answerList, listQuery } from './list-query.js';
import { noteMembership, notePerson } from './note-directory.js';
import { patchUser } from './patch-user.js';
import { patchSteps } from './patch.js';
import { answerResource, baseOf, hasAlready, requireMatch, userResource, userTag } from './resources.js';
import { scimError } from './scim-error.js';
import { readBody } from './scim-value.js';
import { scimRoute } from './scim-route.js';
import { fullNameOf, userFrom, type UserDraft } from './user-draft.js';

type Call = RouteRequest<IdentityServices>;

/**
 * People of the directory (RFC 7644 §3.2 to §3.6). A change is one transaction with its entry, alone among the writers
 * of the Organization: whoever loses the membership has lost it for every statement after it.
 */
export const serveScimUsers: RouteHandler<IdentityServices> = scimRoute((call) => {
  const { id } = call.params;
  if (id === undefined) return call.http.method === 'POST' ? create(call) : list(call);
  if (call.http.method === 'GET') return read(call, id);
  if (call.http.method === 'DELETE') return remove(call, id);
  return change(call, id);
});

async function list({ ctx, query }: Call): Promise<Response> {
  const wanted = listQuery(query, USER_ATTRIBUTES);
  const { total, rows } = await directoryUsers(ctx).list(wanted);
  const base = baseOf(ctx);
  return answerList(
    rows.map((row) => userResource(row, base)),
    total,
    wanted.offset,
    query,
  );
}

async function read({ ctx, query, http }: Call, id: string): Promise<Response> {
  const row = await present(ctx, id);
  const tag = userTag(row);
  if (hasAlready(http, tag)) return new Response(null, { status: 304, headers: { etag: tag } });
  return answerResource(userResource(row, baseOf(ctx)), query);
}

async function create({ ctx, query, http, audited }: Call): Promise<Response> {
  const body = await readBody(http);
  const row = await audited(
    'directory.create_user',
    'User',
    async () => {
      const draft = userFrom(body, null);
      const id = newId();
      const users = directoryUsers(ctx);
      const made = await users.create(id, newId(), fullNameOf(draft), draft);
      ctx.change.subject(made.accountId);
      notePerson(ctx.change, made.accountId, null, draft);
      noteMembership(ctx.change, made.accountId, { ...NOTHING, joined: made.joined });
      return present(ctx, id);
    },
    { alone: true },
  );
  return answerResource(userResource(row, baseOf(ctx)), query, 201);
}

const NOTHING = { joined: false, went: false, endedSessions: 0, endedGrants: [], leftAlone: 0 };

async function change({ ctx, query, http, audited }: Call, id: string): Promise<Response> {
  const body = await readBody(http);
  const row = await audited(
    'directory.update_user',
    'User',
    async () => {
      const before = await present(ctx, id);
      ctx.change.subject(before.accountId);
      requireMatch(http, userTag(before));
      const after =
        http.method === 'PUT' ? userFrom(body, before) : patchUser(draftOf(before), patchSteps(body));
      if (after.userName !== before.userName)
        throw scimError(
          400,
          'userName says whose account it is: remove this user and create another one.',
          'mutability',
        );
      if (isSame(before, after)) return before;
      const active = after.active === before.active ? null : after.active;
      const done = await directoryUsers(ctx).update(id, after, active);
      notePerson(ctx.change, before.accountId, before, after);
      noteMembership(ctx.change, before.accountId, done);
      return present(ctx, id);
    },
    { alone: true },
  );
  return answerResource(userResource(row, baseOf(ctx)), query);
}

async function remove({ ctx, http, audited }: Call, id: string): Promise<Response> {
  await audited(
    'directory.delete_user',
    'User',
    async () => {
      const before = await present(ctx, id);
      ctx.change.subject(before.accountId);
      requireMatch(http, userTag(before));
      const done = await directoryUsers(ctx).end(id);
      notePerson(ctx.change, before.accountId, before, null);
      noteMembership(ctx.change, before.accountId, done);
    },
    { alone: true },
  );
  return new Response(null, { status: 204 });
}

async function present(ctx: Call['ctx'], id: string): Promise<DirectoryUserRow> {
  const row = isId(id) ? await directoryUsers(ctx).find(id) : null;
  if (!row) throw notFound('User', null);
  return row;
}

const draftOf = ({
  userName,
  externalId,
  displayName,
  formatted,
  givenName,
  familyName,
  emails,
  active,
}: UserDraft) => ({
  ...{ userName, externalId, displayName, formatted, givenName, familyName, emails, active },
});

const isSame = (one: UserDraft, other: UserDraft): boolean =>
  JSON.stringify(draftOf(one)) === JSON.stringify(draftOf(other));
