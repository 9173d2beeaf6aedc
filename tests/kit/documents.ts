import type { Answer, Person, TestOrganization, World } from '#runtime/testing/world.js';

/** What most tests want to know of a document. */
export interface TestDocument {
  readonly id: string;
  readonly title: string;
  readonly revision: number;
  readonly state: 'DRAFT' | 'PUBLISHED';
  readonly hasUnpublishedChanges: boolean;
  readonly parentId: string | null;
  readonly position: number;
  readonly nextReviewOn: string | null;
  readonly archivedAt: string | null;
  readonly trashedAt: string | null;
  readonly space: { readonly id: string };
  readonly viewerCan: readonly string[];
}

const FIELDS =
  'id title revision state hasUnpublishedChanges parentId position nextReviewOn archivedAt trashedAt space { id } viewerCan';

/** A body of paragraphs. */
export const bodyOf = (...paragraphs: string[]): Record<string, unknown> => ({
  type: 'doc',
  content: paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
});

/** Somebody who works with documents. `try…` gives the whole answer, the others throw on an error. */
export function documentsOf(
  world: World,
  person: Person | null,
  organization: TestOrganization | null,
  options: { half?: boolean } = {},
) {
  const speaker = world.as(person, organization, options).at('content');
  const attempt = (field: string, type: string, value: unknown, name = 'input'): Promise<Answer> =>
    speaker.run(`mutation($value: ${type}) { ${field}(${name}: $value) { ${FIELDS} } }`, { value });
  const change = async (field: string, type: string, value: unknown, name = 'input'): Promise<TestDocument> =>
    succeeded(await attempt(field, type, value, name))[field] as TestDocument;
  const byId = (field: string) => (id: string) => change(field, 'ID!', id, 'documentId');
  return {
    run: speaker.run,
    attempt,
    change,
    create: (input: Record<string, unknown>) => change('createDocument', 'CreateDocumentInput!', input),
    save: (input: Record<string, unknown>) => change('saveDraft', 'SaveDraftInput!', input),
    trySave: (input: Record<string, unknown>) => attempt('saveDraft', 'SaveDraftInput!', input),
    publish: (document: TestDocument) =>
      change('publishDocument', 'PublishDocumentInput!', {
        documentId: document.id,
        expectedRevision: document.revision,
      }),
    move: (input: Record<string, unknown>) => change('moveDocument', 'MoveDocumentInput!', input),
    tryMove: (input: Record<string, unknown>) => attempt('moveDocument', 'MoveDocumentInput!', input),
    details: (input: Record<string, unknown>) =>
      change('updateDocumentDetails', 'UpdateDocumentDetailsInput!', input),
    unpublish: byId('unpublishDocument'),
    archive: byId('archiveDocument'),
    unarchive: byId('unarchiveDocument'),
    trash: byId('trashDocument'),
    restore: byId('restoreDocument'),
    get: async (id: string) =>
      succeeded(await speaker.run(`query($id: ID!) { document(id: $id) { ${FIELDS} } }`, { id }))[
        'document'
      ] as TestDocument,
    tryGet: (id: string) => speaker.run(`query($id: ID!) { document(id: $id) { ${FIELDS} } }`, { id }),
    list: async (field: 'spaceTree' | 'trash' | 'archivedDocuments', spaceId: string) =>
      succeeded(
        await speaker.run(`query($id: ID!) { ${field}(spaceId: $id) { ${FIELDS} } }`, { id: spaceId }),
      )[field] as TestDocument[],
    search: async (query: string, more: Record<string, unknown> = {}) => {
      const answer = await speaker.run(
        `query($query: String!, $spaceIds: [ID!], $first: Int, $after: String) {
           search(query: $query, spaceIds: $spaceIds, first: $first, after: $after) {
             edges { node { rank snippet { kind text } document { id title } } } pageInfo { hasNextPage endCursor } } }`,
        { query, ...more },
      );
      return succeeded(answer)['search'] as SearchPage;
    },
    titlesFound: async (query: string): Promise<string[]> => {
      const answer = await speaker.run(
        `query($query: String!) { search(query: $query) { edges { node { document { title } } } } }`,
        { query },
      );
      return (succeeded(answer)['search'] as SearchPage).edges.map(({ node }) => node.document.title);
    },
  };
}

/** A page of search results. */
export interface SearchPage {
  readonly edges: readonly {
    readonly node: {
      readonly rank: number;
      readonly snippet: readonly { readonly kind: string; readonly text: string }[];
      readonly document: { readonly id: string; readonly title: string };
    };
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** The data of an answer without errors; throws the errors otherwise. */
export function succeeded(answer: Answer): Record<string, unknown> {
  if (answer.errors.length > 0) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}
