import { inProcess, overHttp, type Transport } from '#gateway/federation/transport.js';
import { serveSubgraph } from '#runtime/graphql/serve-subgraph.js';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import { askAi, readAnswer, setSetting, type AiAnswer } from './ai.js';
import { startAzurePeer, type AzurePeer } from './azure-openai.js';
import { documentsOf } from './documents.js';
import { openFrontDoor, type FrontDoor } from './front-door.js';
import { arrangeScenario, must, type MadeDocument, type Scenario } from './scenario.js';

/** A scenario whose Acme has switched AI on, behind a real gateway, with a peer that plays Azure. */
export interface AiScenario extends Scenario {
  readonly peer: AzurePeer;
  readonly door: FrontDoor;
  /** Asks through the front door and reads the answer to its end. */
  ask(person: Person, input: object, organization?: TestOrganization): Promise<AiAnswer>;
  /** Asks and returns as soon as the answer begins. */
  begin(person: Person, input: object, signal?: AbortSignal): Promise<Response>;
  /** A published document of Ada's. */
  published(title: string, text: string, spaceId?: string): Promise<MadeDocument>;
  /** Entries of an action, oldest first. */
  entries(action: string): Promise<AuditRow[]>;
  requests(): Promise<RequestRow[]>;
  close(): Promise<void>;
}

/** An entry as the table holds it. */
export interface AuditRow {
  readonly outcome: string;
  readonly code: string | null;
  readonly subject_id: string | null;
  readonly space_id: string | null;
  readonly actor_id: string;
  readonly changes: string;
}

/** A counted request as the table holds it. */
export interface RequestRow {
  readonly request_id: string;
  readonly account_id: string;
  readonly kind: string;
  readonly outcome: string;
  readonly code: string | null;
  readonly reserved: number;
  readonly prompt_tokens: number | null;
  readonly completion_tokens: number | null;
  readonly is_estimated: boolean;
}

/** Builds an {@link AiScenario}; the caller closes it. */
export async function createAiScenario(
  options: {
    readonly rightsEveryMs?: number;
    readonly isOn?: boolean;
    /** The AI room behind a socket, as in separate processes. */
    readonly overHttp?: boolean;
  } = {},
): Promise<AiScenario> {
  const peer = await startAzurePeer();
  const world = await createWorld(SUBGRAPHS, { outside: peer.outside() });
  const scenario = await arrangeScenario(world);
  const { ada, acme } = scenario;
  if (options.isOn !== false) await setSetting(world, acme, 'ai.enabled', 'true', ada);
  const served = options.overHttp ? await serveSubgraph(world.subgraph('ai')) : null;
  const door = await openFrontDoor(world, {
    rightsEveryMs: options.rightsEveryMs ?? 60_000,
    ...(served ? { transport: transportTo(world, served.url) } : {}),
  });
  const begin: AiScenario['begin'] = (person, input, signal) =>
    askAi(door.gateway.url, { person, organization: acme }, input, signal);
  return {
    ...scenario,
    peer,
    door,
    begin,
    ask: async (person, input, organization = acme) =>
      readAnswer(await askAi(door.gateway.url, { person, organization }, input)),
    published: async (title, text, spaceId) =>
      scenario.publish(await scenario.document(title, text, spaceId)),
    entries: (action) =>
      world.sql<AuditRow>('SELECT * FROM compliance.audit_entry WHERE action = $1 ORDER BY at, entry_id', [
        action,
      ]),
    requests: () => world.sql<RequestRow>('SELECT * FROM ai.request ORDER BY started_at, request_id'),
    close: async () => {
      await door.close();
      await served?.close();
      await world.close();
      await peer.close();
    },
  };
}

/** Every room in this process but the AI room, which is called over HTTP. */
function transportTo(world: World, url: string): Transport {
  const near = inProcess(SUBGRAPHS.map(({ name }) => ({ ...world.subgraph(name), name })));
  const far = overHttp({ ai: url });
  const to = (name: string): Transport => (name === 'ai' ? far : near);
  return {
    send: (name, ...rest) => to(name).send(name, ...rest),
    route: (name, ...rest) => to(name).route(name, ...rest),
    close: () => far.close(),
  };
}

/** Ada's hand in Acme's documents, beyond what a scenario offers. */
export const adasDocuments = ({ world, ada, acme }: Scenario) => documentsOf(world, ada, acme);

/** Saves a draft over a document. */
export function saveDraft(
  { world, ada, acme }: Scenario,
  document: MadeDocument,
  title: string,
  body: object,
): Promise<MadeDocument> {
  return must(
    world
      .as(ada, acme)
      .at('content')
      .run('mutation($input: SaveDraftInput!) { saveDraft(input: $input) { id revision } }', {
        input: { documentId: document.id, title, body, expectedRevision: document.revision },
      }),
  );
}
