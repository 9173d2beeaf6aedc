import { createEgress } from '#runtime/egress/egress.js';
import { createKeyring } from '#runtime/crypto/keyring.js';
import type { Sentence } from '#runtime/embedded/problem.js';
import { withInstallation } from '../backup/installation.js';
import { readStandaloneConfig } from '../config.js';
import { openCanaries } from './canaries.js';
import { installationOf } from './installation.js';

/** What `npm run canary` is told. */
export interface CanaryCommand {
  readonly root: string;
  readonly dataDirectory: string;
  /** Where the running product answers. */
  readonly origin: string;
}

interface Terminal {
  say(sentence: Sentence): void;
}

/** `npm run canary`: the canaries ask now. Resolves with 0 when isolation held, else 1. */
export async function runCanary(command: CanaryCommand, terminal: Terminal): Promise<number> {
  const { root, dataDirectory, origin } = command;
  const { backup } = readStandaloneConfig();
  return withInstallation(dataDirectory, async ({ workerUrl, master }) => {
    const egress = createEgress({ destinations: [], record: () => undefined });
    const canaries = openCanaries({
      databaseUrl: workerUrl,
      installation: installationOf({ root, dataDirectory, origin, egress, backup }),
      ...{ root, keyring: createKeyring(master), firstAfterMs: null },
      report: (error) => process.stderr.write(`${String(error)}\n`),
    });
    try {
      const { figures, findings } = await canaries.now();
      for (const finding of findings) process.stdout.write(`${finding}\n`);
      const { outcome, operations, probes, requests, leaks, oracles, seconds } = figures;
      terminal.say({
        de: `${WORDS[outcome].de} ${operations} Vorgänge, ${probes} Fragen, ${requests} Anfragen, ${leaks} Antworten mit Fremdem, ${oracles} verrieten Fremdes, ${seconds} s.`,
        en: `${WORDS[outcome].en} ${operations} operations, ${probes} probes, ${requests} requests, ${leaks} answers with foreign data, ${oracles} told of it, ${seconds} s.`,
      });
      return outcome === 'held' ? 0 : 1;
    } finally {
      await canaries.close();
    }
  });
}

const WORDS = {
  held: { de: 'Die Isolation hielt:', en: 'Isolation held:' },
  leaked: { de: 'Die Isolation ist VERLETZT:', en: 'Isolation is BROKEN:' },
  incomplete: { de: 'Unvollständig, beweist nichts:', en: 'Incomplete, proves nothing:' },
  unreachable: {
    de: 'Kopexa antwortet nicht, nichts ist gemessen:',
    en: 'Kopexa does not answer, nothing is measured:',
  },
} as const;
