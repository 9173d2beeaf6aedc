import { PERMISSION_NAMES, PERMISSIONS } from '#schema/permissions.js';
import type { Permission } from '../../../gql/graphql.ts';
import type { AccessQuery } from './access-link.ts';

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/** Every permission with the name that the catalogue gives it. */
export const ALL_PERMISSIONS = PERMISSION_NAMES.map((name) => ({
  name,
  value: name.replace('.', '_').toUpperCase() as Permission,
  scope: PERMISSIONS[name].scope,
}));

/** Reads the question from the address; what it does not understand is not asked. */
export function readAccessQuery(params: URLSearchParams): AccessQuery {
  const at = params.get('at');
  const permission = params.get('permission');
  return {
    space: params.get('space'),
    document: params.get('document'),
    user: params.get('user'),
    tool: params.get('tool'),
    permission: ALL_PERMISSIONS.find(({ value }) => value === permission)?.value ?? null,
    at: at !== null && MOMENT.test(at) ? at : null,
  };
}

/** The place of a question for the server. */
export function placeOf(query: AccessQuery): { spaceId: string | null; documentId: string | null } {
  return { spaceId: query.document ? null : query.space, documentId: query.document };
}

/** The moment of a question for the server: the last second of its minute, in the reader's zone. */
export function momentOf(at: string | null): string | null {
  if (!at) return null;
  const moment = new Date(`${at}:59`);
  return Number.isNaN(moment.getTime())
    ? null
    : new Date(Math.min(moment.getTime(), Date.now())).toISOString();
}

/** The permissions that can be held at the place of a question. */
export function permissionsFor(query: AccessQuery): typeof ALL_PERMISSIONS {
  if (query.document) return ALL_PERMISSIONS.filter(({ name }) => name.startsWith('document.'));
  return ALL_PERMISSIONS.filter(({ scope }) => scope === (query.space ? 'space' : 'organization'));
}
