/**
 * What `npm run backup` and `npm run restore` understand on their command lines. Built-ins of Node 20 only.
 */
import { isAbsolute, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_DATA, UsageError } from '../options.mjs';

const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/;
const OPTIONS = {
  backup: {
    data: { type: 'string' },
    into: { type: 'string' },
    keep: { type: 'string' },
    wal: { type: 'boolean' },
    list: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
  restore: {
    from: { type: 'string' },
    data: { type: 'string' },
    keys: { type: 'string' },
    to: { type: 'string' },
    drill: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
};

/** Parses the arguments after `start.mjs backup`; paths are relative to `cwd`. Throws a {@link UsageError}. */
export function parseBackupOptions(args, { root, cwd }) {
  const values = read('backup', args);
  if (values.help) return { command: 'help' };
  const place = (name) => (values[name] === undefined ? undefined : folder(name, values[name], cwd));
  if (values.wal && values.into !== undefined) {
    throw new UsageError({
      de: '--into verträgt sich nicht mit --wal: Das Archiv liegt immer bei den eigenen Sicherungen der Installation.',
      en: '--into does not go with --wal: the archive always lies with the installation’s own backups.',
    });
  }
  return {
    command: values.list ? 'list' : values.wal ? 'wal' : 'backup',
    dataDirectory: place('data') ?? resolve(root, DEFAULT_DATA),
    backups: place('into'),
    keepDays: values.keep === undefined ? undefined : days(values.keep),
  };
}

/** Parses the arguments after `start.mjs restore`; paths are relative to `cwd`. Throws a {@link UsageError}. */
export function parseRestoreOptions(args, { root, cwd }) {
  const values = read('restore', args);
  if (values.help) return { command: 'help' };
  const place = (name) => (values[name] === undefined ? undefined : folder(name, values[name], cwd));
  if (values.drill) {
    for (const name of ['keys', 'to']) if (values[name] !== undefined) throw notWithDrill(name);
    return {
      command: 'drill',
      dataDirectory: place('data') ?? resolve(root, DEFAULT_DATA),
      from: place('from'),
    };
  }
  return {
    command: 'restore',
    from: place('from') ?? missing('from'),
    dataDirectory: place('data') ?? missing('data'),
    keys: place('keys') ?? missing('keys'),
    to: values.to === undefined ? undefined : time(values.to),
  };
}

function read(command, args) {
  try {
    return parseArgs({ args, options: OPTIONS[command] }).values;
  } catch (error) {
    const named = /'(-{0,2}[^' ]*)/.exec(error.message)?.[1] ?? args.join(' ');
    throw error.code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE'
      ? new UsageError({
          de: `${named} ist unvollständig oder verträgt keinen Wert; --help zeigt, was möglich ist.`,
          en: `${named} is incomplete or takes no value; --help shows what is possible.`,
        })
      : new UsageError({
          de: `„${named}“ ist unbekannt; --help zeigt, was möglich ist.`,
          en: `"${named}" is unknown; --help shows what is possible.`,
        });
  }
}

function folder(name, path, cwd) {
  if (path !== '') return isAbsolute(path) ? path : resolve(cwd, path);
  throw new UsageError({
    de: `--${name} braucht einen Ordner, zum Beispiel --${name} ./ordner.`,
    en: `--${name} needs a folder, for example --${name} ./folder.`,
  });
}

function days(text) {
  if (/^[1-9]\d{0,3}d$/.test(text)) return Number.parseInt(text, 10);
  throw new UsageError({
    de: `--keep braucht eine Zahl von Tagen, zum Beispiel 14d, nicht „${text}“.`,
    en: `--keep needs a number of days, for example 14d, not "${text}".`,
  });
}

function time(text) {
  if (text === 'latest') return { kind: 'latest' };
  const at = TIME.test(text) ? new Date(text) : undefined;
  if (at && !Number.isNaN(at.getTime())) return { kind: 'time', at };
  throw new UsageError({
    de: `--to braucht einen Zeitpunkt mit Zeitzone, zum Beispiel 2026-11-23T10:00:00Z, oder „latest“, nicht „${text}“.`,
    en: `--to needs a time with its zone, for example 2026-11-23T10:00:00Z, or "latest", not "${text}".`,
  });
}

const MISSING = {
  from: {
    de: '--from fehlt: Nennen Sie eine Sicherung oder den Ordner, in dem die Sicherungen liegen.',
    en: '--from is missing: name a backup, or the folder in which the backups lie.',
  },
  data: {
    de: '--data fehlt: Nennen Sie den neuen Ordner, in den wiederhergestellt wird.',
    en: '--data is missing: name the new folder to restore into.',
  },
  keys: {
    de: '--keys fehlt: Nennen Sie den Ordner mit der master.key, die Sie getrennt aufbewahren.',
    en: '--keys is missing: name the folder with the master.key, which you keep apart.',
  },
};

function missing(name) {
  throw new UsageError(MISSING[name]);
}

function notWithDrill(name) {
  return new UsageError({
    de: `--${name} verträgt sich nicht mit --drill: Die Übung nimmt die neueste Sicherung und den Schlüssel der Installation.`,
    en: `--${name} does not go with --drill: a drill takes the newest backup and the installation's own key.`,
  });
}
