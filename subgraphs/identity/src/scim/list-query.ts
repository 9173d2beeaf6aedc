import { attributeName, parseFilter } from './filter.js';
import type { FilterAttributes } from './filter-sql.js';
import type { ListQuery } from './directory.repository.js';
import { project } from './projection.js';
import { answerScim, SCHEMA } from './resources.js';
import { invalidValue } from './scim-error.js';
import type { ScimObject } from './scim-value.js';

/** Most resources of one answer (`filter.maxResults` of the ServiceProviderConfig). */
export const MOST_RESULTS = 200;

/**
 * What a request for a list asks for (RFC 7644 §3.4.2); `startIndex` counts from one.
 *
 * @throws KopexaError 400 invalidFilter, invalidValue
 */
export function listQuery(query: Readonly<Record<string, string>>, attributes: FilterAttributes): ListQuery {
  const { filter, sortBy, sortOrder } = query;
  const order = sortBy === undefined ? null : attributeName(sortBy);
  if (order !== null && (!Object.hasOwn(attributes, order) || attributes[order]?.type === 'list'))
    throw invalidValue('sortBy names no attribute that can be sorted by.');
  if (sortOrder !== undefined && !/^(ascending|descending)$/i.test(sortOrder))
    throw invalidValue('sortOrder is ascending or descending.');
  return {
    filter: filter === undefined || filter === '' ? null : parseFilter(filter),
    sortBy: order,
    descending: sortOrder?.toLowerCase() === 'descending',
    offset: Math.max(1, wholeNumber(query['startIndex'], 'startIndex', 1)) - 1,
    count: Math.min(MOST_RESULTS, Math.max(0, wholeNumber(query['count'], 'count', 100))),
  };
}

/** A list in SCIM's frame (RFC 7644 §3.4.2). */
export function answerList(
  resources: readonly ScimObject[],
  total: number,
  offset: number,
  query: Readonly<Record<string, string>>,
): Response {
  return answerScim({
    schemas: [SCHEMA.list],
    totalResults: total,
    startIndex: offset + 1,
    itemsPerPage: resources.length,
    Resources: resources.map((each) => project(each, query)),
  });
}

function wholeNumber(text: string | undefined, name: string, otherwise: number): number {
  if (text === undefined || text === '') return otherwise;
  if (!/^-?\d{1,9}$/.test(text)) throw invalidValue(`${name} must be a whole number.`);
  return Number(text);
}
