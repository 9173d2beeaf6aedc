import type { Keyring } from '#runtime/crypto/keyring.js';
import { KopexaError } from '#runtime/errors/catalogue.js';
import type { ServiceDependencies } from '#runtime/graphql/subgraph.js';
import type { FileStore } from '#runtime/storage/file-store.js';
import { openFileStore } from '#runtime/storage/open-store.js';
import { runningHashes, type RunningHashes } from './upload/running-hashes.js';

/** What the features of files need from outside. */
export interface FilesServices {
  readonly clock: () => Date;
  readonly keyring: Keyring;
  /** Where bytes lie; throws UNAVAILABLE where no store is configured. */
  readonly store: () => Promise<FileStore>;
  readonly hashes: RunningHashes;
}

/** Makes the services; the store is opened with the first request that needs it. */
export function filesServices({ keyring, clock, outside }: ServiceDependencies): FilesServices {
  let opening: Promise<FileStore | null> | undefined;
  return {
    clock,
    keyring,
    store: async () => {
      const store = await (opening ??= openFileStore(outside));
      if (store) return store;
      throw new KopexaError('UNAVAILABLE', {
        message: {
          de: 'Dateien sind hier gerade nicht verfügbar: Es ist kein freigegebener Speicher eingerichtet. Bitte wenden Sie sich an den Betreiber.',
          en: 'Files are not available here at the moment: no approved storage is set up. Please ask the operator.',
        },
      });
    },
    hashes: runningHashes(),
  };
}
