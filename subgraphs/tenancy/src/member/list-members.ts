import { toConnection, type Page, type PageRequest } from '#runtime/graphql/page.js';
import type { ListedMember, MemberRepository } from './member.repository.js';

/** Longest search text that makes sense for a name. */
const LONGEST_SEARCH = 120;

/** A page of the members of the Organization, by name; `search` is part of a name or a mail address. */
export async function listMembers(
  members: Pick<MemberRepository, 'page'>,
  request: PageRequest,
  search: string | null,
): Promise<Page<ListedMember>> {
  const rows = await members.page(request, (search ?? '').trim().slice(0, LONGEST_SEARCH));
  return toConnection(
    rows,
    request,
    (row) => [row.sortName, row.id],
    (row) => row,
  );
}
