import { persistedExchange } from '@urql/exchange-persisted';
import { Client, fetchExchange, mapExchange } from 'urql';
import { createCache } from './cache.ts';
import { currentLocale } from '../i18n/locale.ts';
import { noteAnswer } from './last-answer.ts';
import { signalFailure } from './session-signal.ts';

const clients = new Map<string, Client>();

/**
 * The urql client of one Organization, or of none: each has a cache of its own, so nothing of one Organization
 * is ever shown in another. Only hashes travel; the gateway knows the texts.
 */
export function clientFor(organization: string | null): Client {
  const key = organization ?? '';
  const known = clients.get(key);
  if (known) return known;
  const client = createClient(organization);
  clients.set(key, client);
  return client;
}

/** Forgets every cached answer: after sign-out, or when another person signs in. */
export function forgetClients(): void {
  clients.clear();
}

function createClient(organization: string | null): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    exchanges: [
      mapExchange({
        onError(error) {
          for (const { extensions } of error.graphQLErrors)
            signalFailure(extensions.code, extensions.details);
        },
      }),
      createCache(),
      persistedExchange({
        enforcePersistedQueries: true,
        enableForMutation: true,
        preferGetForPersistedQueries: false,
        generateHash: (_text, document) => Promise.resolve(hashOf(document)),
      }),
      // Below the cache: what it answers by itself keeps no session awake.
      mapExchange({
        onResult({ error }) {
          if (!error?.networkError) noteAnswer(organization);
        },
      }),
      fetchExchange,
    ],
    fetchOptions: () => ({
      credentials: 'same-origin',
      headers: {
        'x-kopexa-client': 'web',
        'accept-language': currentLocale(),
        'x-kopexa-time-zone': Intl.DateTimeFormat().resolvedOptions().timeZone,
        ...(organization === null ? {} : { 'x-kopexa-org': organization }),
      },
    }),
  });
}

function hashOf(document: object): string {
  const { __meta__: meta } = document as { __meta__?: { hash?: string } };
  if (!meta?.hash) throw new Error('This operation was not collected: run npm run generate.');
  return meta.hash.replace(/^sha256:/, '');
}
