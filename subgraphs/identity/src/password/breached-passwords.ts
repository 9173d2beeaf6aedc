import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';

/** Passwords that are known from breaches, kept on this machine: nothing is asked of anybody. */
export interface BreachedPasswords {
  has(password: string): Promise<boolean>;
}

/** Longest line that is read: hash, colon, count. */
const LINE = 128;
const HASH = /^[0-9A-F]{40}(?::\d+)?$/;

/**
 * Looks passwords up in the list that the product brings along (the most frequent ones of public breaches, as
 * `@zxcvbn-ts/language-common` keeps them, in any case), and in a file of SHA-1 hashes in upper case, one a line, sorted, each with an optional `:COUNT`: the
 * form in which Have I Been Pwned gives its list away. The file is searched where it lies, some 40 reads of 128 bytes
 * whatever its size. Throws when the file cannot be read or has another form: a
 * check that was asked for is never left out in silence.
 */
export function createBreachedPasswords(path: string | null): BreachedPasswords {
  return {
    has: async (password) => {
      if ((await frequent()).has(password.toLowerCase())) return true;
      if (path === null) return false;
      const wanted = createHash('sha1').update(password, 'utf8').digest('hex').toUpperCase();
      // eslint-disable-next-line security/detect-non-literal-fs-filename -- the operator names the file
      const file = await open(path, 'r');
      try {
        return await search(file, (await file.stat()).size, wanted);
      } finally {
        await file.close();
      }
    },
  };
}

let loaded: Promise<ReadonlySet<string>> | undefined;

/** Loaded with the first password that somebody chooses: most processes never need it. */
function frequent(): Promise<ReadonlySet<string>> {
  loaded ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].map((each) => each.toLowerCase())),
  );
  return loaded;
}

/** Binary search by the place in the file; `low` is always the beginning of a line. */
async function search(file: FileHandle, size: number, wanted: string): Promise<boolean> {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const line = await lineAt(file, middle, low);
    if (line.text.startsWith(wanted)) return true;
    if (line.text.slice(0, 40) < wanted) low = line.end;
    else high = line.start;
  }
  return false;
}

/** The line in which this place lies; it begins at `floor` or later. */
async function lineAt(
  file: FileHandle,
  place: number,
  floor: number,
): Promise<{ text: string; start: number; end: number }> {
  const from = Math.max(floor, place - LINE);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(2 * LINE), 0, 2 * LINE, from);
  const text = buffer.toString('latin1', 0, bytesRead);
  const within = place - from;
  // A place on a line's own end belongs to that line.
  const start = within === 0 ? 0 : text.lastIndexOf('\n', within - 1) + 1;
  const found = text.indexOf('\n', within);
  const end = found < 0 ? bytesRead : found;
  const line = text.slice(start, end).replace(/\r$/, '');
  if (!HASH.test(line)) throw new Error('The file of breached passwords holds no sorted SHA-1 hashes.');
  return { text: line, start: from + start, end: from + end + 1 };
}
