/** Conditions of the policies and functions of files: the Spaces in which the context holds a permission. */
export const inSpaces = (permission: string, column = 'space_id'): string =>
  `${column} = ANY((SELECT tenancy.spaces_with('${permission}'))::uuid[])`;

/**
 * Who sees a file: whoever reads drafts in its Space; a reader those of the Space, and those of a document that its
 * published version refers to (ADR 14). `row` is the name or alias of a row of `files.file`.
 */
export const seesFile = (row: string): string =>
  `(${inSpaces('document.read_draft', `${row}.space_id`)} OR (${inSpaces('document.read', `${row}.space_id`)}
    AND (${row}.document_id IS NULL OR content.published_refers(${row}.document_id, ${row}.file_id))))`;
