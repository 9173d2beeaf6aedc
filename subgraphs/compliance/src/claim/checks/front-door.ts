import type { OwnOrigin } from '#runtime/egress/own-origin.js';
import { failed, notMeasured, say, verdict, type Check, type Measurement } from '../check.js';
import type { WebFile } from '../ports.js';

/** What may answer without a session; everything else asks who is there. Adding one is a decision. */
const OPEN_TO_ALL: readonly string[] = [
  'GET /health',
  'GET /ready',
  'GET /demo-people.json',
  'GET /*',
  'HEAD /*',
];
const KNOWN_AUTHENTICATION = ['none', 'operation', 'session', 'account'];

const unreachable = notMeasured(
  say('Das Produkt hat auf sich selbst nicht geantwortet.', 'The product did not answer to itself.'),
);

/** Runs `work`, and says that nothing was measured when the own origin does not answer. */
async function knocking(
  own: OwnOrigin,
  work: (own: OwnOrigin) => Promise<Measurement>,
): Promise<Measurement> {
  try {
    return await work(own);
  } catch (error) {
    if ((error as { code?: unknown }).code === undefined && !/own origin/.test((error as Error).message))
      throw error;
    return unreachable;
  }
}

const asGraphql = (own: OwnOrigin, body: object) =>
  own.request('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-kopexa-client': 'web' },
    body: JSON.stringify(body),
  });

/** What the front door answers and what it refuses; each knocks as a stranger would. */
export const frontDoorChecks: readonly Check[] = [
  {
    id: 'door.endpoints',
    kind: 'live',
    isOpen: true,
    title: say('Liste der Eingänge', 'List of entrances'),
    measures: say(
      'Vergleicht alle Eingänge des Produkts mit der freigegebenen Liste, und ruft jeden, der eine Anmeldung verlangt, ohne Anmeldung auf.',
      'Compares all entrances of the product with the approved list, and calls each that wants a session without one.',
    ),
    measure: ({ installation: { endpoints, own } }) =>
      knocking(own, async () => {
        const unknown = endpoints
          .filter(({ authentication }) => !KNOWN_AUTHENTICATION.includes(authentication))
          .concat(
            endpoints.filter(
              ({ method, path, authentication }) =>
                authentication === 'none' && !OPEN_TO_ALL.includes(`${method} ${path}`),
            ),
          );
        const answered: string[] = [];
        const guarded = endpoints.filter(({ authentication }) => authentication === 'session');
        for (const { method, path } of guarded) {
          const { status } = await own.request(path.replaceAll(/:\w+/g, 'x'), {
            method,
            headers: { 'x-kopexa-client': 'web' },
          });
          if (status < 400 || status >= 500) answered.push(`${method} ${path}: ${status}`);
        }
        return verdict(
          unknown.length + answered.length === 0 && endpoints.length > 0,
          say(
            `${endpoints.length} Eingänge, alle auf der freigegebenen Liste; ohne Anmeldung wurde jeder geschützte abgewiesen.`,
            `${endpoints.length} entrances, all on the approved list; without a session every guarded one refused.`,
          ),
          say(
            'Ein Eingang ist nicht freigegeben oder nicht geschützt.',
            'An entrance is not approved or not guarded.',
          ),
          {
            endpoints: endpoints.map(
              ({ method, path, authentication }) => `${method} ${path} (${authentication})`,
            ),
            unapproved: unknown.map(({ method, path }) => `${method} ${path}`),
            answeredToStrangers: answered,
          },
        );
      }),
  },
  {
    id: 'door.no_public_api',
    kind: 'live',
    isOpen: true,
    title: say('Keine öffentliche Schnittstelle', 'No public interface'),
    measures: say(
      'Schickt freien Abfragetext, eine unbekannte Kennung und eine Schemaabfrage an das Produkt.',
      'Sends free query text, an unknown id and a question for the schema to the product.',
    ),
    measure: ({ installation: { own } }) =>
      knocking(own, async () => {
        const codeOf = async (body: object): Promise<string> =>
          /"code":"(\w+)"/.exec((await asGraphql(own, body)).body)?.[1] ?? 'answered';
        const text = await codeOf({ query: '{ __typename }' });
        const schema = await codeOf({ query: '{ __schema { types { name } } }' });
        const unknown = await codeOf({
          extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } },
        });
        const refused =
          text === 'PERSISTED_TEXT_REFUSED' &&
          schema === 'PERSISTED_TEXT_REFUSED' &&
          unknown === 'PERSISTED_ID_UNKNOWN';
        return verdict(
          refused,
          say(
            'Alle drei wurden abgewiesen: nur freigegebene Vorgänge der eigenen Programme laufen.',
            'All three were refused: only approved operations of our own clients run.',
          ),
          say('Das Produkt hat auf freien Abfragetext geantwortet.', 'The product answered free query text.'),
          { text, schema, unknownId: unknown },
        );
      }),
  },
  {
    id: 'door.tls',
    kind: 'live',
    isOpen: true,
    title: say('Verschlüsselung nach außen', 'Encryption to the outside'),
    measures: say(
      'Baut zum eigenen Eingang Verbindungen auf, die je nur TLS 1.0, 1.1, 1.2 und 1.3 anbieten, und sieht sich das Zertifikat an.',
      'Opens connections to the own entrance that offer TLS 1.0, 1.1, 1.2 and 1.3 alone, and looks at the certificate.',
    ),
    measure: ({ installation: { own } }) =>
      knocking(own, async () => {
        if (!own.isTls)
          return notMeasured(
            say(
              'Diese Installation ist nur von derselben Maschine aus und ohne TLS erreichbar.',
              'This installation can only be reached from the same machine, without TLS.',
            ),
          );
        const old = (await own.offers('TLSv1')) || (await own.offers('TLSv1.1'));
        const now = (await own.offers('TLSv1.2')) || (await own.offers('TLSv1.3'));
        const certificate = await own.certificate();
        const { headers } = await own.request('/health');
        const strict = headers['strict-transport-security'] !== undefined;
        return verdict(
          !old && now && strict && certificate !== null && certificate.namesOrigin && certificate.isValidNow,
          say(
            'TLS 1.0 und 1.1 werden abgewiesen, TLS 1.2 oder 1.3 wird verlangt; Browser dürfen nur verschlüsselt wiederkommen.',
            'TLS 1.0 and 1.1 are refused, TLS 1.2 or 1.3 is required; browsers may only come back encrypted.',
          ),
          say(
            'Der Eingang nimmt veraltete Verschlüsselung an, verlangt keine, oder sein Zertifikat gilt nicht.',
            'The entrance takes outdated encryption, does not require any, or its certificate is not valid.',
          ),
          {
            outdatedAccepted: old,
            currentAccepted: now,
            strictTransport: strict,
            certificateNamesOrigin: certificate?.namesOrigin ?? false,
            certificateUntil: certificate?.validUntil.toISOString() ?? null,
            knownAuthority: certificate?.isKnownAuthority ?? false,
          },
        );
      }),
  },
  {
    id: 'door.no_third_party',
    kind: 'live',
    isOpen: true,
    title: say('Nichts von Dritten im Browser', 'Nothing of third parties in the browser'),
    measures: say(
      'Durchsucht Seite und Stile des Produkts nach fremden Adressen, liest die Sicherheitsrichtlinie für den Browser und sieht nach, ob ein Besuch ohne Anmeldung Cookies setzt.',
      'Searches the product’s page and styles for foreign addresses, reads the security policy for the browser, and looks whether a visit without a session sets cookies.',
    ),
    measure: ({ installation: { own, webFiles } }) =>
      knocking(own, async () => {
        const files = webFiles();
        if (files.length === 0)
          return notMeasured(say('Das Web-Programm ist nicht gebaut.', 'The web client is not built.'));
        const foreign = files.flatMap(foreignReferences);
        const { headers } = await own.request('/', { headers: { accept: 'text/html' } });
        const policy = String(headers['content-security-policy'] ?? '');
        const open = openDirectives(policy);
        const cookies = [headers['set-cookie'] ?? []].flat().map((cookie) => cookie.split('=')[0] ?? '');
        if (policy === '')
          return failed(say('Die Sicherheitsrichtlinie fehlt.', 'The security policy is missing.'));
        return verdict(
          foreign.length + open.length + cookies.length === 0,
          say(
            'Seite und Stile laden nichts von Dritten, der Browser dürfte es auch nicht, und ein Besuch setzt kein Cookie.',
            'Page and styles load nothing of third parties, the browser would not be allowed to, and a visit sets no cookie.',
          ),
          say(
            'Etwas von Dritten könnte geladen werden, oder ein Besuch setzt ein Cookie.',
            'Something of third parties could be loaded, or a visit sets a cookie.',
          ),
          { filesSearched: files.length, foreign: foreign.slice(0, 20), openDirectives: open, cookies },
        );
      }),
  },
];

/** What makes a browser load: attributes of the page, imports and addresses in styles. */
function foreignReferences({ path, text }: WebFile): string[] {
  const references = path.endsWith('.css')
    ? text.matchAll(/(?:url\(\s*['"]?|@import\s+['"])((?:https?:)?\/\/[^'")\s]+)/gi)
    : text.matchAll(/(?:src|href|action|content)\s*=\s*["']?((?:https?:)?\/\/[^"'\s>]+)/gi);
  return [...references].map(([, address]) => `${path}: ${address ?? ''}`);
}

/** Directives of a policy that name anything but ourselves. */
function openDirectives(policy: string): string[] {
  const allowed = new Set(["'self'", "'none'", 'data:', 'blob:']);
  return policy
    .split(';')
    .map((directive) => directive.trim())
    .filter((directive) => /^(\S+-src|default-src|form-action|frame-ancestors|base-uri)\b/.test(directive))
    .filter((directive) =>
      directive
        .split(/\s+/)
        .slice(1)
        .some((source) => !allowed.has(source)),
    );
}
