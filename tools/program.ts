import { Command, Option } from 'commander';
import { exportAudit, tailAudit, type AuditChoice } from './commands/audit.js';
import { checkClaims } from './commands/check-claims.js';
import type { CommandContext } from './commands/command.js';
import { exportDocuments, type ExportChoice } from './commands/export-documents.js';
import { listDocuments, type DocumentChoice } from './commands/list-documents.js';
import { listMembers } from './commands/list-members.js';
import { showUsage } from './commands/show-usage.js';
import { whoami } from './commands/whoami.js';
import type { Terminal } from './terminal.js';
import type { Texts } from './texts/texts.js';

/** Options of every command. */
export interface GlobalOptions {
  readonly tokenFile?: string;
  readonly json?: boolean;
}

/** What runs a command, once its options are read. */
export type RunCommand = (
  work: (ctx: CommandContext) => Promise<void>,
  options: GlobalOptions,
) => Promise<void>;

type Work<Options> = (ctx: CommandContext, options: Options) => Promise<void>;

const list = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** The commands with their options and help, in one language. Mistakes in a call are thrown as CommanderErrors. */
export function createProgram(texts: Texts, terminal: Terminal, run: RunCommand): Command {
  const { help } = texts;
  const program = new Command('kopexa')
    .description(texts.about)
    .addHelpText('after', texts.after)
    .option('--token-file <file>', help.tokenFile)
    .option('--json', help.json)
    .exitOverride()
    .configureOutput({
      writeOut: terminal.stdout,
      writeErr: terminal.stderr,
      // Said once, by whoever catches the error.
      outputError: () => undefined,
      getOutHelpWidth: () => (Number.isFinite(terminal.width) ? terminal.width : 100),
    })
    .configureHelp({ styleTitle: (title) => texts.headings[title] ?? title, showGlobalOptions: true })
    .helpOption('-h, --help', help.help)
    .helpCommand('help [command]', help.help);
  const does =
    <Options>(work: Work<Options>) =>
    (options: Options, command: Command): Promise<void> =>
      run((ctx) => work(ctx, options), command.optsWithGlobals<GlobalOptions>());

  program
    .command('whoami')
    .description(help.whoami)
    .action(does<object>((ctx) => whoami(ctx)));
  addDocuments(program, texts, does);
  addAudit(program, texts, does);
  program
    .command('members')
    .description(help.members)
    .command('list')
    .description(help.membersList)
    .option('--search <text>', help.search)
    .action(does<{ search?: string }>(listMembers));
  program
    .command('claims')
    .description(help.claims)
    .command('check')
    .description(help.claimsCheck)
    .option('--run', help.claimsRun, false)
    .option('--strict', help.claimsStrict, false)
    .action(does<{ run: boolean; strict: boolean }>(checkClaims));
  program
    .command('usage')
    .description(help.usage)
    .option('--from <day>', help.fromDay)
    .option('--to <day>', help.toDay)
    .action(does<{ from?: string; to?: string }>(showUsage));
  return program;
}

type Does = <Options>(work: Work<Options>) => (options: Options, command: Command) => Promise<void>;

function addDocuments(program: Command, { help }: Texts, does: Does): void {
  const documents = program.command('documents').description(help.documents);
  const space = () => new Option('--space <name>', help.space).argParser(list).default([], '');
  const state = () => new Option('--state <state>', help.state).choices(['draft', 'published']);
  documents
    .command('list')
    .description(help.documentsList)
    .addOption(space())
    .addOption(state())
    .action(does<DocumentChoice>(listDocuments));
  documents
    .command('export')
    .description(help.documentsExport)
    .addHelpText('after', help.documentsExportAfter)
    .addOption(space())
    .addOption(state())
    .option('--out <folder>', help.outLines)
    .addOption(new Option('--format <format>', help.format).choices(['md', 'json']).default('md'))
    .action(does<ExportChoice>(exportDocuments));
}

function addAudit(program: Command, { help }: Texts, does: Does): void {
  const audit = program.command('audit').description(help.audit);
  const narrowed = (command: Command): Command =>
    command
      .addOption(new Option('--action <name>', help.action).argParser(list).default([], ''))
      .addOption(new Option('--outcome <outcome>', help.outcome).choices(['ok', 'denied', 'failed']))
      .option('--space <name>', help.space);
  narrowed(audit.command('export').description(help.auditExport))
    .option('--from <time>', help.from)
    .option('--to <time>', help.to)
    .option('--out <file>', help.outFile, '-')
    .option('--force', help.force, false)
    .action(does<AuditChoice & { out: string; force: boolean }>(exportAudit));
  narrowed(audit.command('tail').description(help.auditTail))
    .option('-n, --lines <count>', help.lines, '10')
    .option('--interval <seconds>', help.interval, '2')
    .action(does<AuditChoice & { lines: string; interval: string }>(tailAudit));
}
