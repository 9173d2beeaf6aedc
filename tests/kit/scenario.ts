import { newId } from '#runtime/graphql/ids.js';
import {
  createWorld,
  type Answer,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import { SUBGRAPHS } from '#standalone/subgraphs.js';
import { outsideAnswers } from './outside-answers.js';
import { diskOutside } from './uploads.js';
import { newestEvent } from './credentials.js';

/** A document as its own subgraph made it. */
export interface MadeDocument {
  readonly id: string;
  readonly revision: number;
}

/** A paragraph as the document model writes it. */
export const paragraph = (text: string): Record<string, unknown> => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

/** Runs an operation that must succeed and returns its only root field. */
export async function must<Value>(answer: Promise<Answer>): Promise<Value> {
  const { data, errors } = await answer;
  if (errors.length > 0) throw new Error(`The set-up of this test failed: ${JSON.stringify(errors)}`);
  return Object.values(data)[0] as Value;
}

/**
 * Two Organizations with everybody that isolation is about.
 *
 * Ada owns Acme and manages its Space; Max is a member of Acme with a right in another Space only; Eve owns Rival.
 */
export interface Scenario {
  readonly world: World;
  readonly acme: TestOrganization;
  readonly rival: TestOrganization;
  readonly ada: Person;
  readonly max: Person;
  readonly eve: Person;
  /** Ada's Space. */
  readonly spaceId: string;
  /** Where Max may edit. */
  readonly openSpaceId: string;
  /** A document of Ada's, in her Space unless another is named. */
  document(title: string, text?: string, spaceId?: string): Promise<MadeDocument>;
  publish(document: MadeDocument): Promise<MadeDocument>;
  /** An invitation to Acme by Ada, with the token that its mail carries. */
  invite(email: string): Promise<{ invitationId: string; token: string }>;
  /** A new session of a person, past sign-in; returns its id. */
  sessionOf(person: Person): Promise<string>;
}

/** Builds a {@link Scenario}; the caller closes its world. */
export async function createScenario(): Promise<Scenario> {
  const disk = diskOutside();
  const world = await createWorld(SUBGRAPHS, { outside: { ...disk.outside, ...outsideAnswers } });
  const close = (): Promise<void> => world.close().finally(() => disk.remove());
  return arrangeScenario({ ...world, close });
}

/** Arranges a {@link Scenario} in a world that may hold others; `suffix` tells their Organizations apart. */
export async function arrangeScenario(world: World, suffix = ''): Promise<Scenario> {
  const [ada, max, eve] = [
    await world.person('Ada Berg'),
    await world.person('Max Mitglied'),
    await world.person('Eve Fremd'),
  ];
  const [acme, rival] = [
    await world.organization(`acme${suffix}`),
    await world.organization(`rival${suffix}`),
  ];
  await world.join(ada, acme, 'owner');
  await world.join(max, acme, 'member');
  await world.join(eve, rival, 'owner');
  const spaceId = await world.space(acme, 'Richtlinien');
  const openSpaceId = await world.space(acme, 'Offenes');
  const rivalSpaceId = await world.space(rival, 'Eves Space');
  await world.grant(ada, acme, spaceId, 'manager');
  await world.grant(ada, acme, openSpaceId, 'manager');
  await world.grant(max, acme, openSpaceId, 'editor');
  await world.grant(eve, rival, rivalSpaceId, 'manager');
  const content = world.as(ada, acme).at('content');
  const CREATE = 'mutation($input: CreateDocumentInput!) { createDocument(input: $input) { id revision } }';
  const PUBLISH =
    'mutation($input: PublishDocumentInput!) { publishDocument(input: $input) { id revision } }';
  const INVITE =
    'mutation($input: InviteMembersInput!) { inviteMembers(input: $input) { invitations { id } } }';
  return {
    ...{ world, acme, rival, ada, max, eve, spaceId, openSpaceId },
    document: (title, text = 'Text', inSpace = spaceId) =>
      must(content.run(CREATE, { input: { spaceId: inSpace, title, body: paragraph(text) } })),
    publish: ({ id, revision }) =>
      must(content.run(PUBLISH, { input: { documentId: id, expectedRevision: revision } })),
    invite: async (email) => {
      await must(
        world
          .as(ada, acme)
          .at('tenancy')
          .run(INVITE, { input: { emails: [email], role: 'organization.member' } }),
      );
      return (await newestEvent(world, 'tenancy.invitation')) as { invitationId: string; token: string };
    },
    sessionOf: async (person) => {
      const id = newId();
      await world.sql(
        "INSERT INTO identity.session (session_id, account_id, token_hash, assurance, authenticated_by) VALUES ($1, $2, sha256($3::bytea), 2, 'password')",
        [id, person.id, Buffer.from(id)],
      );
      return id;
    },
  };
}
