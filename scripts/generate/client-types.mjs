import { createHash } from 'node:crypto';
import { readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The clients that have operations of their own: where their `.graphql` files lie, where their types go, and how
 * files import each other there.
 */
export const CLIENTS = [
  { name: 'web', source: 'web/src', output: 'web/src/gql/', importExtension: '.ts' },
  { name: 'tools', source: 'tools', output: 'tools/gql/', importExtension: '.js' },
];

/**
 * Generates a client's types and the documents it sends, from its `.graphql` files.
 *
 * The hash embedded in each document is that of the text in the manifest: one code prints both, with the
 * `__typename`s that the client's cache needs.
 *
 * @param {string} root the project's folder
 * @param {string} apiSdl the schema that clients see
 * @param {(typeof CLIENTS)[number]} client
 * @returns {Promise<{ files: { path: string, content: string }[], documents: string[] }>} paths below `root`;
 *   nothing when the client has no documents yet
 */
export async function generateClientTypes(root, apiSdl, { source, output, importExtension }) {
  if (!hasDocuments(join(root, source))) return { files: [], documents: [] };
  const [{ generate }, preset, transform] = await Promise.all([
    import('@graphql-codegen/cli'),
    import('@graphql-codegen/client-preset'),
    import('@graphql-codegen/client-preset').then((module) => module.addTypenameSelectionDocumentTransform),
  ]);
  const outputs = await generate(
    {
      cwd: root,
      schema: apiSdl,
      documents: [join(root, source, '**/*.graphql')],
      silent: true,
      errorsOnly: true,
      generates: {
        [output]: {
          preset: preset.preset,
          presetConfig,
          config: { ...config, importExtension },
          documentTransforms: [transform],
        },
      },
    },
    false,
  );
  return split(outputs);
}

const presetConfig = {
  fragmentMasking: false,
  skipIndexFile: true,
  persistedDocuments: {
    mode: 'embedHashInDocument',
    hashPropertyName: 'hash',
    hashAlgorithm: (text) => createHash('sha256').update(text).digest('hex'),
  },
};

const config = {
  scalars: { DateTime: 'string', JSONObject: 'Record<string, unknown>' },
  strictScalars: true,
  useTypeImports: true,
  enumType: 'string-literal',
};

/** The manifest of documents is data for the server; the client carries the hashes in its own documents. */
function split(outputs) {
  const manifest = outputs.find(({ filename }) => filename.endsWith('persisted-documents.json'));
  const files = outputs
    .filter(({ filename }) => filename.endsWith('graphql.ts'))
    .map(({ filename, content }) => ({ path: filename, content }));
  return { files, documents: Object.values(JSON.parse(manifest?.content ?? '{}')) };
}

function hasDocuments(folder) {
  return (
    existsSync(folder) && readdirSync(folder, { recursive: true }).some((file) => file.endsWith('.graphql'))
  );
}
