import {
  content,
  createTable,
  createdAt,
  definerFunction,
  id,
  secret,
  technical,
} from '#runtime/db/table.js';
import { OWNER } from '#runtime/db/roles.js';
import { inSpaces, seesFile } from './access.js';

const FILES = 'kopexa_files';
const readsDrafts = inSpaces('document.read_draft');
const writes = inSpaces('document.write');
const trashes = inSpaces('document.trash');
const me = '(SELECT platform.user_id())';
const name = "text NOT NULL CHECK (length(name) BETWEEN 1 AND 255 AND name !~ '[/\\\\]')";
const object = "text NOT NULL CHECK (object ~ '^[0-9a-f]{32}$')";
const sha256 = "text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$')";
const size = 'bigint NOT NULL CHECK (size > 0)';

/** A wrapped key: useless without the master key, which is never in the database. */
const keyTable = (
  table: string,
  columns: Parameters<typeof createTable>[0]['columns'],
  key: string,
  reads = 'true',
  writes = 'true',
): string =>
  createTable({
    name: table,
    scope: 'organization',
    columns: { ...columns, wrapped_key: secret('bytea NOT NULL'), created_at: createdAt() },
    constraints: [`PRIMARY KEY (${key})`],
    definer: ['SELECT', 'INSERT'],
    policies: [
      { login: FILES, for: 'SELECT', using: reads },
      { login: FILES, for: 'INSERT', check: writes },
    ],
  });

/**
 * Files, their versions, uploads under way, and the keys: master → Organization → Space → version (ADR 14). What
 * lies in the store is opaque; here is its name and its wrapped key, and deleting the row deletes the file for good.
 */
export const up = [
  keyTable('files.organization_key', { org_id: technical('uuid NOT NULL') }, 'org_id'),
  keyTable(
    'files.space_key',
    { org_id: technical('uuid NOT NULL'), space_id: technical('uuid NOT NULL') },
    'org_id, space_id',
    inSpaces('document.read'),
    inSpaces('document.write'),
  ),

  createTable({
    name: 'files.file',
    scope: 'organization',
    columns: {
      file_id: id(),
      org_id: technical('uuid NOT NULL'),
      space_id: technical('uuid NOT NULL'),
      document_id: technical('uuid'),
      name: content(name),
      // How names are ordered, short enough for a cursor.
      sort_name: content(
        'text COLLATE "und-x-icu" GENERATED ALWAYS AS (left(lower(name COLLATE "und-x-icu"), 150)) STORED',
      ),
      current_number: technical('integer NOT NULL CHECK (current_number >= 1)'),
      size: technical(size),
      created_by: technical('uuid NOT NULL'),
      created_at: createdAt(),
      updated_at: createdAt(),
      trashed_at: technical('timestamptz'),
      trashed_by: technical('uuid'),
    },
    constraints: [
      'PRIMARY KEY (org_id, file_id)',
      'UNIQUE (org_id, space_id, file_id)',
      'CHECK ((trashed_at IS NULL) = (trashed_by IS NULL))',
    ],
    indexes: [
      '(org_id, space_id, sort_name, file_id)',
      '(org_id, space_id, updated_at, file_id)',
      '(org_id, space_id, created_at, file_id)',
      '(org_id, space_id, size, file_id)',
      '(org_id, document_id) WHERE document_id IS NOT NULL',
      '(trashed_at) WHERE trashed_at IS NOT NULL',
    ],
    definer: ['SELECT', 'UPDATE', 'DELETE'],
    policies: [
      { login: FILES, for: 'SELECT', using: seesFile('file') },
      { login: FILES, for: 'INSERT', check: `${writes} AND trashed_at IS NULL AND created_by = ${me}` },
      {
        login: FILES,
        for: 'UPDATE',
        using: `${writes} OR ${trashes}`,
        check: `${writes} OR ${trashes}`,
        columns: ['name', 'current_number', 'size', 'updated_at', 'trashed_at', 'trashed_by'],
      },
    ],
  }),

  createTable({
    name: 'files.file_version',
    scope: 'organization',
    columns: {
      version_id: id(),
      org_id: technical('uuid NOT NULL'),
      space_id: technical('uuid NOT NULL'),
      file_id: technical('uuid NOT NULL'),
      number: technical('integer NOT NULL CHECK (number >= 1)'),
      size: technical(size),
      media_type: technical(
        "text NOT NULL CHECK (media_type ~ '^[a-z0-9.+-]+/[a-z0-9.+-]+$' AND length(media_type) <= 100)",
      ),
      sha256: technical(sha256),
      object: technical(object),
      wrapped_key: secret('bytea NOT NULL'),
      // The Space whose key wraps it; another one until a moved document's files are wrapped anew.
      key_space_id: technical('uuid NOT NULL'),
      image_width: technical('integer CHECK (image_width > 0)'),
      image_height: technical('integer CHECK (image_height > 0)'),
      preview_size: technical('integer CHECK (preview_size > 0)'),
      thumb_size: technical('integer CHECK (thumb_size > 0)'),
      author_id: technical('uuid NOT NULL'),
      created_at: createdAt(),
      restored_from: technical('integer'),
    },
    constraints: [
      'PRIMARY KEY (org_id, version_id)',
      'UNIQUE (org_id, file_id, number)',
      'FOREIGN KEY (org_id, space_id, file_id) REFERENCES files.file (org_id, space_id, file_id) ON UPDATE CASCADE',
      'CHECK ((image_width IS NULL) = (preview_size IS NULL) AND (image_width IS NULL) = (image_height IS NULL) AND (image_width IS NULL) = (thumb_size IS NULL))',
    ],
    indexes: ['(object)', '(org_id) INCLUDE (size, object)'],
    definer: ['SELECT', 'UPDATE', 'DELETE'],
    policies: [
      {
        login: FILES,
        for: 'SELECT',
        using: `${readsDrafts} OR EXISTS (SELECT 1 FROM files.file f WHERE f.org_id = file_version.org_id
          AND f.file_id = file_version.file_id AND f.current_number = file_version.number)`,
      },
      { login: FILES, for: 'INSERT', check: `${writes} AND author_id = ${me}` },
    ],
  }),

  createTable({
    name: 'files.upload',
    scope: 'organization',
    columns: {
      upload_id: id(),
      org_id: technical('uuid NOT NULL'),
      space_id: technical('uuid NOT NULL'),
      document_id: technical('uuid'),
      // Of the file that it becomes, or that it becomes a version of.
      file_id: technical('uuid NOT NULL'),
      is_version: technical('boolean NOT NULL'),
      name: content(name),
      size: technical(size),
      object: technical(object),
      wrapped_key: secret('bytea NOT NULL'),
      // The Space whose key wraps it, should its document move meanwhile.
      key_space_id: technical('uuid NOT NULL'),
      created_by: technical('uuid NOT NULL'),
      created_at: createdAt(),
      expires_at: technical('timestamptz NOT NULL'),
      completed_at: technical('timestamptz'),
    },
    constraints: ['PRIMARY KEY (org_id, upload_id)'],
    indexes: ['(expires_at)', '(object)', '(org_id, created_by)'],
    definer: ['SELECT', 'UPDATE', 'DELETE'],
    policies: [
      // Dead with the right to write: nobody goes on after a revocation (THREATS 20).
      { login: FILES, for: 'SELECT', using: `created_by = ${me} AND ${writes}` },
      { login: FILES, for: 'INSERT', check: `created_by = ${me} AND ${writes} AND completed_at IS NULL` },
      {
        login: FILES,
        for: 'UPDATE',
        using: `created_by = ${me} AND ${writes}`,
        check: `created_by = ${me} AND ${writes}`,
        columns: ['completed_at'],
      },
      { login: FILES, for: 'DELETE', using: `created_by = ${me} AND ${writes}` },
    ],
  }),

  // What a policy cannot say: which column needs which permission.
  definerFunction({
    signature: 'files.guard_file()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: [OWNER],
    body: `
BEGIN
  IF platform.org_id() IS NULL THEN RETURN NEW; END IF;
  IF (NEW.trashed_at, NEW.trashed_by) IS DISTINCT FROM (OLD.trashed_at, OLD.trashed_by)
     AND NOT NEW.space_id = ANY(tenancy.spaces_with('document.trash')) THEN
    RAISE EXCEPTION 'document.trash is needed' USING ERRCODE = 'KX403';
  END IF;
  IF (NEW.name, NEW.current_number, NEW.size) IS DISTINCT FROM (OLD.name, OLD.current_number, OLD.size)
     AND NOT NEW.space_id = ANY(tenancy.spaces_with('document.write')) THEN
    RAISE EXCEPTION 'document.write is needed' USING ERRCODE = 'KX403';
  END IF;
  RETURN NEW;
END`,
  }),
  'CREATE TRIGGER guard BEFORE UPDATE ON files.file FOR EACH ROW EXECUTE FUNCTION files.guard_file();',

  // Files of a document go with it to another Space.
  definerFunction({
    signature: 'files.follow_document()',
    returns: 'trigger',
    volatility: 'VOLATILE',
    execute: [OWNER],
    body: `
BEGIN
  UPDATE files.file SET space_id = NEW.space_id WHERE org_id = NEW.org_id AND document_id = NEW.document_id;
  UPDATE files.upload SET space_id = NEW.space_id WHERE org_id = NEW.org_id AND document_id = NEW.document_id;
  RETURN NULL;
END`,
  }),
  `CREATE TRIGGER files_follow AFTER UPDATE OF space_id ON content.document FOR EACH ROW
     WHEN (OLD.space_id IS DISTINCT FROM NEW.space_id) EXECUTE FUNCTION files.follow_document();`,
].join('\n');
