import { toConnection, type Page, type PageRequest } from '#runtime/graphql/page.js';
import { z } from 'zod';
import type { ListedMember, MemberFilter, MemberRepository } from './member.repository.js';

/** Longest search text that makes sense for a name. */
const LONGEST_SEARCH = 120;

/** What a list of members may be narrowed down to. */
export const memberFilter = z.object({
  role: z.string().max(60).nullish(),
  endsWithinDays: z.int().min(1).max(1830).nullish(),
  withoutSecondFactor: z.boolean().nullish(),
});

/** The filter with its days counted from now. */
export function toMemberFilter(given: z.output<typeof memberFilter>, now: Date): MemberFilter {
  const { role, endsWithinDays, withoutSecondFactor } = given;
  return {
    role: role ?? null,
    endsBefore: endsWithinDays ? new Date(now.getTime() + endsWithinDays * 86_400_000) : null,
    withoutSecondFactor: withoutSecondFactor ?? false,
  };
}

/** A page of the members of the Organization, by name; `search` is part of a name or a mail address. */
export async function listMembers(
  members: Pick<MemberRepository, 'page'>,
  request: PageRequest,
  search: string | null,
  filter: MemberFilter,
): Promise<Page<ListedMember>> {
  const rows = await members.page(request, (search ?? '').trim().slice(0, LONGEST_SEARCH), filter);
  return toConnection(
    rows,
    request,
    (row) => [row.sortName, row.id],
    (row) => row,
  );
}
