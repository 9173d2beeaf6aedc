import { PERMISSION_NAMES, PERMISSIONS } from '#schema/permissions.js';
import { SERVICE_OPERATIONS } from '#schema/tools.js';
import { ToolWhoamiDocument, type ToolWhoamiQuery } from '../gql/graphql.js';
import { clean, safeJson } from '../output/clean.js';
import { moment, type CommandContext } from './command.js';

type Account = NonNullable<ToolWhoamiQuery['currentServiceAccount']>;

/** `kopexa whoami`. */
export async function whoami(ctx: CommandContext): Promise<void> {
  const { currentServiceAccount: account } = await ctx.client.run(ToolWhoamiDocument, {});
  if (!account) return;
  ctx.terminal.stdout(ctx.json ? `${safeJson(account, 2)}\n` : facts(account, ctx));
}

function facts(account: Account, { texts, language }: CommandContext): string {
  const words = texts.whoami;
  const rows: readonly (readonly [string, readonly string[]])[] = [
    [words.account, [account.name]],
    [words.organization, [account.organization]],
    [words.purpose, [account.purpose]],
    [words.owner, [account.owner?.name ?? texts.unknownPerson]],
    [words.until, [moment(account.expiresAt, language)]],
    [words.addresses, account.ipRanges.length > 0 ? account.ipRanges : [words.anywhere]],
    [
      words.operations,
      account.operations?.map((name) => operationText(name, language)) ?? [words.everything],
    ],
    [words.permissions, account.permissions.map((name) => permissionText(name, language))],
    [words.spaces, spacesOf(account, words)],
  ];
  const width = Math.max(...rows.map(([label]) => label.length)) + 2;
  return rows
    .flatMap(([label, values]) =>
      values.map((value, index) => `${(index === 0 ? label : '').padEnd(width)}${clean(value)}\n`),
    )
    .join('');
}

function spacesOf(account: Account, words: CommandContext['texts']['whoami']): string[] {
  if (account.spaces.length === 0) return [words.none];
  return account.spaces.map(({ space, role }) => `${space?.name ?? words.hiddenSpace} (${role.name})`);
}

/** `MEMBER_READ` is `member.read` in the catalogue. */
function permissionText(name: string, language: 'de' | 'en'): string {
  const known = PERMISSION_NAMES.find((each) => each.replace('.', '_').toUpperCase() === name);
  return known ? PERMISSIONS[known].text[language] : name;
}

function operationText(name: string, language: 'de' | 'en'): string {
  return name in SERVICE_OPERATIONS
    ? SERVICE_OPERATIONS[name as keyof typeof SERVICE_OPERATIONS][language]
    : name;
}
