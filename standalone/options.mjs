/**
 * What `npm start` understands on its command line. Built-ins of Node 20 only.
 */
import { isAbsolute, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** The port of the product's origin unless `--port` says otherwise. */
export const DEFAULT_PORT = 4000;

/** The data directory, relative to the project's folder, unless `--data` says otherwise. */
export const DEFAULT_DATA = '.data';

/** What the first argument may ask for; `start` unless it says so. */
const COMMANDS = ['start', 'split', 'db:url', 'canary'];

/** A command line that cannot be understood; `sentence` says it in German and English. */
export class UsageError extends Error {
  constructor(sentence) {
    super(sentence.en);
    this.sentence = sentence;
  }
}

/**
 * Parses the arguments after `node standalone/start.mjs`.
 *
 * `--data` is relative to the folder in which npm was called (`cwd`). Throws a {@link UsageError} that names the
 * argument. Returns `{ command: 'start' | 'split' | 'db:url' | 'canary' | 'help', port, dataDirectory, empty }`.
 */
export function parseOptions(args, { root, cwd }) {
  const { values, positionals } = read(args);
  if (values.help) return { command: 'help', port: DEFAULT_PORT, dataDirectory: '', empty: false };
  const [command = 'start', ...rest] = positionals;
  if (!COMMANDS.includes(command) || rest.length > 0) {
    throw unknown(COMMANDS.includes(command) ? rest[0] : command);
  }
  if (values.data === '') {
    throw new UsageError({
      de: '--data braucht einen Ordner, zum Beispiel --data ./daten.',
      en: '--data needs a folder, for example --data ./data.',
    });
  }
  const dataDirectory = values.data === undefined ? resolve(root, DEFAULT_DATA) : absolute(values.data, cwd);
  return { command, port: portFrom(values.port), dataDirectory, empty: values.empty === true };
}

function read(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        empty: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    const named = /'(-[^' ]*)/.exec(error.message)?.[1] ?? args.join(' ');
    if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw unknown(named);
    throw new UsageError({
      de: `${named} ist unvollständig oder verträgt keinen Wert; --help zeigt, was möglich ist.`,
      en: `${named} is incomplete or takes no value; --help shows what is possible.`,
    });
  }
}

function unknown(argument) {
  return new UsageError({
    de: `„${argument}“ ist unbekannt; --help zeigt, was möglich ist.`,
    en: `"${argument}" is unknown; --help shows what is possible.`,
  });
}

function portFrom(text) {
  if (text === undefined) return DEFAULT_PORT;
  const port = /^\d+$/.test(text) ? Number(text) : NaN;
  if (port >= 1 && port <= 65533) return port;
  throw new UsageError({
    de: `--port braucht eine Zahl von 1 bis 65533, nicht „${text}“.`,
    en: `--port needs a number from 1 to 65533, not "${text}".`,
  });
}

function absolute(path, cwd) {
  return isAbsolute(path) ? path : resolve(cwd, path);
}
