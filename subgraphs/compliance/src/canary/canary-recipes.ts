import type { CanaryCaller, CanaryDoor } from './canary-door.js';

/** What a recipe cooks with. */
export interface RecipeTools {
  readonly door: CanaryDoor;
  readonly owner: CanaryCaller;
  readonly member: CanaryCaller;
  readonly memberId: string;
  /** The canary word of what is made. */
  readonly word: string;
  /** The Space that it is made in; empty for what belongs to the Organization. */
  readonly spaceId: string;
}

/** One kind of thing that canaries have, made through the product's own mutations. */
export interface Recipe {
  readonly name: string;
  /** `second`: in each Organization's second Space only. */
  readonly where: 'organization' | 'space' | 'first' | 'second';
  /** Types whose ids of the answers are kept. */
  readonly keeps: readonly string[];
  /** Whether somebody who may has to find its word: else the run has proven nothing. */
  readonly isShown: boolean;
  readonly make: (tools: RecipeTools) => Promise<unknown>;
}

const textOf = (text: string): object => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

async function write({ door, owner, word, spaceId }: RecipeTools): Promise<Record<string, unknown>> {
  const created = await door.run('CreateDocument', { input: { spaceId, title: word } }, owner);
  const document = created['createDocument'] as { id: string };
  const { document: read } = (await door.run('DocumentDraft', { id: document.id }, owner)) as {
    document: { revision: number };
  };
  const input = { documentId: document.id, expectedRevision: read.revision, title: word, body: textOf(word) };
  const saved = await door.run('SaveDraft', { input }, owner);
  return saved['saveDraft'] as Record<string, unknown>;
}

async function publish(tools: RecipeTools): Promise<Readonly<Record<string, unknown>>> {
  const { id: documentId, revision: expectedRevision } = await write(tools);
  const input = { documentId, expectedRevision };
  return tools.door.run('PublishDocument', { input }, tools.owner);
}

/** Published for the owner alone: who reads the Space does not see it. */
async function restrict(tools: RecipeTools): Promise<unknown> {
  const made = await publish(tools);
  const { id: documentId } = made['publishDocument'] as { id: string };
  const input = { documentId, userIds: [], groupIds: [], reason: tools.word };
  return tools.door.run('RestrictDocument', { input }, tools.owner);
}

async function trash(tools: RecipeTools): Promise<unknown> {
  const { id: documentId } = await write(tools);
  return tools.door.run('TrashDocument', { documentId }, tools.owner);
}

async function upload({ door, owner, word, spaceId }: RecipeTools): Promise<unknown> {
  const text = `${word}\n`;
  const input = { spaceId, name: `${word}.txt`, size: Buffer.byteLength(text) };
  const begun = await door.run('BeginFileUpload', { input }, owner);
  const { fileId, url } = begun['beginFileUpload'] as { fileId: string; url: string };
  await door.upload(url, text, owner);
  return { __typename: 'File', id: fileId };
}

const inAYear = (): string => new Date(Date.now() + 360 * 86_400_000).toISOString();

/** Every kind of thing that canaries have. A new kind is made at the next run, wherever canaries live already. */
export const RECIPES: readonly Recipe[] = [
  { name: 'published', where: 'space', keeps: ['Document', 'DocumentVersion'], isShown: true, make: publish },
  { name: 'draft', where: 'space', keeps: ['Document', 'DocumentVersion'], isShown: true, make: write },
  { name: 'trashed', where: 'space', keeps: ['Document'], isShown: true, make: trash },
  { name: 'file', where: 'space', keeps: ['File'], isShown: true, make: upload },
  {
    name: 'grant',
    where: 'first',
    keeps: ['Grant'],
    isShown: false,
    make: ({ door, owner, memberId, spaceId }) =>
      door.run('GrantSpaceAccess', { input: { spaceId, userId: memberId, role: 'space.viewer' } }, owner),
  },
  {
    name: 'request',
    where: 'second',
    keeps: ['AccessRequest'],
    isShown: true,
    make: async ({ door, owner, member, spaceId, word }) => {
      await door.run('RequestAccess', { input: { spaceId, message: word } }, member);
      return door.run('AccessRequests', {}, owner);
    },
  },
  {
    name: 'invitation',
    where: 'organization',
    keeps: ['Invitation'],
    isShown: true,
    make: ({ door, owner, word }) =>
      door.run(
        'SendInvitations',
        { input: { invitations: [{ email: `${word}@canary.invalid`, role: 'organization.member' }] } },
        owner,
      ),
  },
  {
    name: 'group',
    where: 'organization',
    keeps: ['Group'],
    isShown: true,
    make: ({ door, owner, word }) =>
      door.run('CreateGroup', { input: { name: word.slice(0, 40), description: word } }, owner),
  },
  {
    name: 'role',
    where: 'organization',
    keeps: ['Role'],
    isShown: true,
    make: ({ door, owner, word }) =>
      door.run(
        'CreateRole',
        {
          input: {
            ...{ name: word, description: word, reason: word, scope: 'SPACE' },
            permissions: ['SPACE_READ', 'DOCUMENT_READ'],
          },
        },
        owner,
      ),
  },
  { name: 'restricted', where: 'first', keeps: ['Document'], isShown: true, make: restrict },
  {
    name: 'service_account',
    where: 'organization',
    keeps: ['ServiceAccount'],
    isShown: true,
    make: ({ door, owner, word }) =>
      door.run(
        'CreateServiceAccount',
        {
          input: {
            ...{ name: word, purpose: word, expiresAt: inAYear() },
            ...{ ipRanges: ['127.0.0.1/32'], permissions: [], spaces: [] },
          },
        },
        owner,
      ),
  },
  {
    name: 'setting',
    where: 'organization',
    keeps: [],
    isShown: false,
    make: ({ door, owner, word }) =>
      door.run(
        'UpdateSetting',
        {
          input: {
            ...{ key: 'documents.review_months', value: '24', expectedVersion: 0 },
            reason: word,
          },
        },
        owner,
      ),
  },
  {
    name: 'audit_export',
    where: 'organization',
    keeps: ['AuditExport'],
    isShown: false,
    make: ({ door, owner }) => door.run('ExportAuditTrail', { filter: null }, owner),
  },
];
