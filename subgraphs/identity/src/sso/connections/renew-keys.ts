import type { z } from 'zod';
import { invalidInput } from '#runtime/errors/catalogue.js';
import type { ConnectionOf, SamlConfig } from '../connection.js';
import { createOwnKeys } from '../saml/own-keys.js';
import {
  appendSpareKeys,
  appendVersion,
  assertKind,
  present,
  type ConnectionTools,
} from './change-connection.js';
import type { ConnectionRecord } from './connection-record.js';
import type { renewKeysSchema } from './connection.schema.js';
import { openSecret, sealSecret } from './secret.js';

type Secret = NonNullable<ConnectionOf<'saml'>['secret']>;

/** What a step leaves: the configuration, and the private keys that go with it. */
interface Renewed {
  readonly config: SamlConfig;
  readonly secret: Secret;
}

/**
 * Renews our own keys of a SAML connection in three steps, so that its provider can follow: `begin` makes a second pair,
 * published beside the one that signs and opening what is encrypted at once; `switch` makes the second pair sign, as a
 * new version that is tried before it is in force; `end` takes away the pair that does not sign.
 *
 * Throws INVALID_INPUT for a step that is not the next one, FORBIDDEN, STEP_UP_REQUIRED, NOT_FOUND, CONFLICT.
 */
export async function renewConnectionKeys(
  tools: ConnectionTools,
  { connectionId, expectedVersion, step, reason }: z.output<typeof renewKeysSchema>,
): Promise<ConnectionRecord> {
  const { change, connections, keyring } = tools;
  const held = await present(connections, connectionId);
  change.subject(held.id);
  assertKind(held, 'saml');
  const before = held.config as SamlConfig | null;
  if (!before) throw wrongStep('Richten Sie die Verbindung zuerst ein.', 'Set the connection up first.');
  // Asks for the right and the fresh factor before keys are made, which takes a while.
  const sealed = await connections.sealedKeys(held.id, expectedVersion);
  const secret = openSecret(keyring, held.id, sealed) ?? {};
  const { config, secret: after } = await STEPS[step]({ config: before, secret }, held.id);
  const to = { expectedVersion, config, sealed: sealSecret(keyring, held.id, after), reason };
  return step === 'switch' ? appendVersion(tools, held, to) : appendSpareKeys(tools, held, to);
}

const STEPS: Readonly<
  Record<z.output<typeof renewKeysSchema>['step'], (now: Renewed, id: string) => Promise<Renewed> | Renewed>
> = {
  begin: async ({ config, secret }, id) => {
    if (config.nextCertificates.length + config.pastCertificates.length > 0) {
      throw wrongStep(
        'Es gibt schon ein zweites Schlüsselpaar. Stellen Sie darauf um, oder entfernen Sie es.',
        'There is a second pair of keys already. Change over to it, or remove it.',
      );
    }
    const made = await createOwnKeys(id);
    return {
      config: { ...config, nextCertificates: [...made.certificates] },
      secret: {
        ...secret,
        nextSigningKey: made.secret.signingKey,
        nextEncryptionKey: made.secret.encryptionKey,
      },
    };
  },
  switch: ({ config, secret }) => {
    const { nextSigningKey, nextEncryptionKey, encryptionKey } = secret;
    if (config.nextCertificates.length === 0 || !nextSigningKey || !nextEncryptionKey) {
      throw wrongStep(
        'Es gibt kein neues Schlüsselpaar. Erzeugen Sie zuerst eines.',
        'There is no new pair of keys. Make one first.',
      );
    }
    const past: Secret = encryptionKey ? { pastEncryptionKey: encryptionKey } : {};
    return {
      config: {
        ...config,
        ownCertificates: config.nextCertificates,
        nextCertificates: [],
        pastCertificates: config.ownCertificates,
      },
      secret: { signingKey: nextSigningKey, encryptionKey: nextEncryptionKey, ...past },
    };
  },
  end: ({ config, secret }) => {
    if (config.nextCertificates.length + config.pastCertificates.length === 0) {
      throw wrongStep(
        'Es gibt kein zweites Schlüsselpaar, das sich entfernen ließe.',
        'There is no second pair of keys that could be removed.',
      );
    }
    const { signingKey = '', encryptionKey = '' } = secret;
    return {
      config: { ...config, nextCertificates: [], pastCertificates: [] },
      secret: { signingKey, encryptionKey },
    };
  },
};

function wrongStep(de: string, en: string): Error {
  return invalidInput('input.step', de, en);
}
