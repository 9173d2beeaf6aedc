import { CommanderError } from 'commander';
import { createToolClient } from './client.js';
import { destinationOf, readEnvironment } from './config.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { ToolFailure, Verdict } from './failure.js';
import { redactToken } from './output/clean.js';
import { createProgram, type GlobalOptions } from './program.js';
import { processTerminal, type Terminal } from './terminal.js';
import { textsIn, type Texts } from './texts/texts.js';

/** Runs one call of the command line; resolves with what the process should end with. */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  const environment = readEnvironment();
  const texts = textsIn(environment.language);
  const aborted = new AbortController();
  let ending: ExitCode = EXIT.interrupted;
  // The second Ctrl-C ends the process at once, as ever.
  process.once('SIGINT', () => aborted.abort());
  process.once('SIGTERM', () => aborted.abort());
  const terminal = processTerminal(() => {
    ending = EXIT.ok;
    aborted.abort();
  });
  const program = createProgram(texts, terminal, async (work, options: GlobalOptions) => {
    const destination = destinationOf(environment, options.tokenFile);
    const { language } = environment;
    const client = createToolClient({ ...destination, language, signal: aborted.signal });
    const json = options.json === true;
    await work({ client, terminal, language, texts, json, signal: aborted.signal });
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    if (error instanceof Verdict) return error.exitCode;
    if (aborted.signal.aborted && !(error instanceof ToolFailure)) {
      if (ending === EXIT.interrupted) terminal.stderr(`${texts.interrupted}\n`);
      return ending;
    }
    return explain(error, texts, terminal);
  }
}

function explain(error: unknown, texts: Texts, { stderr }: Terminal): ExitCode {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0 || error.code === 'commander.help')
      return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    const what = /'([^']*)'/.exec(error.message)?.[1] ?? '';
    const said = texts.usage[error.code]?.(what) ?? error.message;
    stderr(`kopexa: ${said}\n${texts.tryHelp('kopexa')}\n`);
    return EXIT.usage;
  }
  if (error instanceof ToolFailure) {
    stderr(`kopexa: ${error.message}\n`);
    if (error.requestId) stderr(`${texts.requestId(error.requestId)}\n`);
    return error.exitCode;
  }
  stderr(
    `kopexa: ${texts.unexpected} ${redactToken(error instanceof Error ? error.message : String(error))}\n`,
  );
  return EXIT.failed;
}
