/**
 * Arguments that say by a role what they take, instead of by its type: `parentId` takes a Document. Any other argument
 * is called after its type (`documentId`), or `id` for what its field returns.
 */
export const ID_ARGUMENTS: Readonly<Record<string, string>> = {
  parent: 'Document',
  after: 'Document',
  owner: 'User',
  actor: 'User',
  subject: 'Document',
  account: 'User',
};
