import { Resolver } from 'node:dns/promises';

/** What is asked of the domain name system. */
export interface Dns {
  /** The TXT records of a name, each as one text (RFC 7208 §3.3); none when there are none. Throws {@link DnsFailed}. */
  txt(name: string): Promise<readonly string[]>;
}

/** No answer came: neither yes nor no. */
export class DnsFailed extends Error {
  override readonly name = 'DnsFailed';
}

const NOTHING_THERE = new Set(['ENOTFOUND', 'ENODATA', 'NOTFOUND', 'NODATA']);
const MOST_RECORDS = 100;

/** The resolver of the system. An answer takes six seconds at most. */
export function createDns(): Dns {
  return {
    txt: async (name) => {
      const resolver = new Resolver({ timeout: 2_000, tries: 2 });
      const timer = setTimeout(() => resolver.cancel(), 6_000);
      try {
        const records = await resolver.resolveTxt(name);
        return records.slice(0, MOST_RECORDS).map((chunks) => chunks.join('').slice(0, 2_000));
      } catch (error) {
        if (NOTHING_THERE.has((error as NodeJS.ErrnoException).code ?? '')) return [];
        throw new DnsFailed(`The domain name system did not answer for ${name}.`, { cause: error });
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** A domain name system in which nobody answers: for processes that ask nothing. */
export const NO_DNS: Dns = {
  txt: (name) =>
    Promise.reject(new DnsFailed(`This process asks no domain name system; not for ${name} either.`)),
};
