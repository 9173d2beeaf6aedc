import { ToolMembersDocument } from '../gql/graphql.js';
import { safeJson } from '../output/clean.js';
import { table } from '../output/table.js';
import { collect, everyNode, moment, PAGE, type CommandContext } from './command.js';

/** `kopexa members list`. */
export async function listMembers(ctx: CommandContext, { search }: { search?: string }): Promise<void> {
  const { client, terminal, texts, language } = ctx;
  const members = await collect(
    everyNode(
      async (after) =>
        (await client.run(ToolMembersDocument, { first: PAGE, after, search })).organization?.members,
    ),
  );
  if (ctx.json) return terminal.stdout(`${safeJson(members, 2)}\n`);
  if (members.length === 0) return terminal.stderr(`${texts.nothingFound}\n`);
  const { name, email, role, secondFactor, since } = texts.columns;
  const rows = members.map((member) => [
    member.user?.name ?? texts.unknownPerson,
    member.user?.email ?? '-',
    member.role.name,
    member.secondFactor ? texts.yes : texts.no,
    moment(member.since, language),
  ]);
  terminal.stdout(table([name, email, role, secondFactor, since], rows, terminal.width));
}
