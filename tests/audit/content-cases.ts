import type { Person } from '#runtime/testing/world.js';
import { must, paragraph, type MadeDocument, type Scenario } from '#tests/kit/scenario.js';
import type { Arranged, MutationCases } from './mutation-cases.js';

const CREATE = 'mutation($input: CreateDocumentInput!) { createDocument(input: $input) { id } }';
const SAVE = 'mutation($input: SaveDraftInput!) { saveDraft(input: $input) { id revision } }';
const RENAME =
  'mutation($id: ID!, $title: String!, $revision: Int!) { renameDocument(documentId: $id, title: $title, expectedRevision: $revision) { id } }';
const MOVE = 'mutation($input: MoveDocumentInput!) { moveDocument(input: $input) { id } }';
const PUBLISH = 'mutation($input: PublishDocumentInput!) { publishDocument(input: $input) { id } }';
const RESTORE_VERSION = 'mutation($input: RestoreVersionInput!) { restoreVersion(input: $input) { id } }';
const DETAILS =
  'mutation($input: UpdateDocumentDetailsInput!) { updateDocumentDetails(input: $input) { id } }';

const RESTRICT = 'mutation($input: RestrictDocumentInput!) { restrictDocument(input: $input) { id } }';
const CHANGE_RESTRICTION =
  'mutation($input: ChangeRestrictionInput!) { changeRestriction(input: $input) { id } }';
const LIFT = 'mutation($id: ID!) { liftRestriction(documentId: $id) { id } }';

/** A document that Ada restricted to herself. */
async function restricted(
  scenario: Scenario,
): Promise<{ documentId: string; userIds: string[]; groupIds: string[] }> {
  const { id } = await scenario.document('Eingeschränkt');
  const input = { documentId: id, userIds: [scenario.ada.id], groupIds: [], reason: 'Nur für den Vorstand' };
  await must(asAda(scenario).run(RESTRICT, { input }));
  return { documentId: id, userIds: [], groupIds: [] };
}

/** The same operation as Ada, who may, and as Max, who does not even see the document. */
function both(
  { world, acme, ada, max }: Scenario,
  document: string,
  variables: Record<string, unknown>,
): Arranged {
  const attempt = (person: Person) => () => world.as(person, acme).at('content').run(document, variables);
  return { allowed: attempt(ada), denied: attempt(max) };
}

const asAda = ({ world, acme, ada }: Scenario) => world.as(ada, acme).at('content');

/** A mutation that takes nothing but the document, after others that bring it into the right state. */
const onDocument =
  (field: string, ...before: string[]): MutationCases[string] =>
  async (scenario) => {
    const { id } = await scenario.document(`Für ${field}`);
    const document = (name: string): string => `mutation($id: ID!) { ${name}(documentId: $id) { id } }`;
    for (const name of before) await must(asAda(scenario).run(document(name), { id }));
    return both(scenario, document(field), { id });
  };

const onRevision =
  (document: string, rest: (made: MadeDocument) => Record<string, unknown>): MutationCases[string] =>
  async (scenario) => {
    const made = await scenario.document('Mit Revision');
    return both(scenario, document, {
      input: { documentId: made.id, expectedRevision: made.revision, ...rest(made) },
    });
  };

/** Every mutation of content. */
export const contentCases: MutationCases = {
  beginDocumentExport: (scenario) =>
    Promise.resolve(
      both(scenario, 'mutation($id: ID!) { beginDocumentExport(spaceId: $id) }', { id: scenario.spaceId }),
    ),
  createDocument: async (scenario) =>
    both(scenario, CREATE, { input: { spaceId: scenario.spaceId, title: 'Neu', body: paragraph('Inhalt') } }),
  saveDraft: onRevision(SAVE, () => ({ title: 'Geändert', body: paragraph('Anderer Inhalt') })),
  renameDocument: async (scenario) => {
    const { id, revision } = await scenario.document('Alter Titel');
    return both(scenario, RENAME, { id, title: 'Neuer Titel', revision });
  },
  moveDocument: async (scenario) => {
    const [parent, child] = [await scenario.document('Oben'), await scenario.document('Unten')];
    return both(scenario, MOVE, { input: { documentId: child.id, parentId: parent.id } });
  },
  restrictDocument: async (scenario) => {
    const { id } = await scenario.document('Wird eingeschränkt');
    const input = {
      documentId: id,
      userIds: [scenario.ada.id],
      groupIds: [],
      reason: 'Nur für den Vorstand',
    };
    return both(scenario, RESTRICT, { input });
  },
  changeRestriction: async (scenario) =>
    both(scenario, CHANGE_RESTRICTION, { input: await restricted(scenario) }),
  liftRestriction: async (scenario) => both(scenario, LIFT, { id: (await restricted(scenario)).documentId }),
  archiveDocument: onDocument('archiveDocument'),
  unarchiveDocument: onDocument('unarchiveDocument', 'archiveDocument'),
  trashDocument: onDocument('trashDocument'),
  restoreDocument: onDocument('restoreDocument', 'trashDocument'),
  publishDocument: onRevision(PUBLISH, () => ({})),
  unpublishDocument: async (scenario) => {
    const { id } = await scenario.publish(await scenario.document('Veröffentlicht'));
    return both(scenario, 'mutation($id: ID!) { unpublishDocument(documentId: $id) { id } }', { id });
  },
  restoreVersion: async (scenario) => {
    const made = await scenario.publish(await scenario.document('Erste Fassung'));
    const [version] = await scenario.world.sql<{ version_id: string }>(
      'SELECT version_id FROM content.document_version WHERE document_id = $1 AND number = 1',
      [made.id],
    );
    const input = {
      documentId: made.id,
      expectedRevision: made.revision,
      title: 'Zweite',
      body: paragraph('Zwei'),
    };
    const saved = await must<MadeDocument>(asAda(scenario).run(SAVE, { input }));
    return both(scenario, RESTORE_VERSION, {
      input: { documentId: made.id, versionId: version!.version_id, expectedRevision: saved.revision },
    });
  },
  updateDocumentDetails: async (scenario) => {
    const { id } = await scenario.document('Mit Angaben');
    return both(scenario, DETAILS, {
      input: { documentId: id, classification: 'CONFIDENTIAL', nextReviewOn: '2027-05-01' },
    });
  },
};
