import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { composeMessage } from '../egress/smtp.js';
import { newId } from '../graphql/ids.js';
import type { MailSender } from './mail.js';

/** The newest so many messages are kept. */
const KEPT = 500;

/**
 * Keeps mail as `.eml` files (RFC 5322) in a folder instead of sending it: what an installation without a mail server
 * does. Names sort by time. Files are readable by the owner only.
 */
export function createMailFolder(directory: string, from: string): MailSender {
  return {
    send: async (mail) => {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const name = `${newId()}.eml`;
      const half = join(directory, `.${name}`);
      await writeFile(half, await composeMessage({ ...mail, from }), { mode: 0o600, flag: 'wx' });
      await rename(half, join(directory, name));
      await forgetOldest(directory);
    },
  };
}

async function forgetOldest(directory: string): Promise<void> {
  const names = (await readdir(directory)).filter((name) => /^[0-9a-f-]{36}\.eml$/.test(name)).sort();
  for (const name of names.slice(0, -KEPT)) await rm(join(directory, name), { force: true });
}
