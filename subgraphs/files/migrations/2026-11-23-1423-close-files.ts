import { definerFunction } from '#runtime/db/table.js';
import { seesFile } from './access.js';

const FILES = 'kopexa_files';
const closedDocuments = '((SELECT content.closed_documents())::uuid[])';
const closedFiles = '((SELECT files.closed_files())::uuid[])';
const isOpen = `(document_id IS NULL OR NOT document_id = ANY(${closedDocuments}))`;

/** Files of a document that is closed to somebody are closed to them too (ADR 18). */
export const up = [
  definerFunction({
    signature: 'files.closed_files()',
    returns: 'uuid[]',
    volatility: 'STABLE',
    execute: [FILES],
    body: `
DECLARE closed uuid[] := content.closed_documents();
BEGIN
  IF closed = '{}' THEN RETURN closed; END IF;
  RETURN ARRAY(SELECT f.file_id FROM files.file f WHERE f.org_id = platform.org_id() AND f.document_id = ANY(closed));
END`,
  }),
  ...['files.file', 'files.upload'].map(
    (table) =>
      `CREATE POLICY unrestricted ON ${table} AS RESTRICTIVE TO ${FILES} USING (${isOpen}) WITH CHECK (${isOpen});`,
  ),
  `CREATE POLICY unrestricted ON files.file_version AS RESTRICTIVE TO ${FILES}
     USING (NOT file_id = ANY(${closedFiles})) WITH CHECK (NOT file_id = ANY(${closedFiles}));`,
  definerFunction({
    signature: 'files.names(ids uuid[])',
    returns: 'TABLE (file_id uuid, name text)',
    volatility: 'STABLE',
    language: 'sql',
    execute: ['kopexa_compliance'],
    body: `
  SELECT f.file_id, f.name FROM files.file f
   WHERE f.org_id = (SELECT platform.org_id()) AND f.file_id = ANY(ids) AND ${seesFile('f')}
     AND NOT f.file_id = ANY(${closedFiles})`,
  }),
].join('\n');
