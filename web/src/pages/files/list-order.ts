import type { FileOrder } from '../../gql/graphql.ts';

/** The order of a list of files. */
export interface ListOrder {
  sort: FileOrder;
  descending: boolean;
}

const SORTS: Readonly<Record<string, FileOrder>> = { name: 'NAME', size: 'SIZE', changed: 'UPDATED' };

/** The order that an address asks for (`?sort=size&desc`); newest first when it asks for none. */
export function listOrderOf(params: URLSearchParams): ListOrder {
  const sort = SORTS[params.get('sort') ?? ''];
  return sort ? { sort, descending: params.has('desc') } : { sort: 'UPDATED', descending: true };
}

/** The address's parameters for another order; a second click on the same column turns it round. */
export function orderedBy(params: URLSearchParams, sort: FileOrder): URLSearchParams {
  const before = listOrderOf(params);
  const next = new URLSearchParams(params);
  const name = Object.keys(SORTS).find((key) => SORTS[key] === sort) ?? 'changed';
  // Names begin with A; sizes and times with the largest.
  const descending = before.sort === sort ? !before.descending : sort !== 'NAME';
  next.set('sort', name);
  if (descending) next.set('desc', '');
  else next.delete('desc');
  return next;
}
