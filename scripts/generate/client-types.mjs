import { createHash } from 'node:crypto';
import { readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';

const OUTPUT = 'web/src/gql/';

/**
 * Generates the web client's types and the documents it sends, from its `.graphql` files.
 *
 * The hash embedded in each document is that of the text in the manifest: one code prints both, with the
 * `__typename`s that the client's cache needs.
 *
 * @param {string} root the project's folder
 * @param {string} apiSdl the schema that clients see
 * @returns {Promise<{ files: { path: string, content: string }[], documents: string[] }>} paths below `root`;
 *   nothing when the client has no documents yet
 */
export async function generateClientTypes(root, apiSdl) {
  if (!hasDocuments(join(root, 'web/src'))) return { files: [], documents: [] };
  const [{ generate }, preset, transform] = await Promise.all([
    import('@graphql-codegen/cli'),
    import('@graphql-codegen/client-preset'),
    import('@graphql-codegen/client-preset').then((module) => module.addTypenameSelectionDocumentTransform),
  ]);
  const outputs = await generate(
    {
      cwd: root,
      schema: apiSdl,
      documents: [join(root, 'web/src/**/*.graphql')],
      silent: true,
      errorsOnly: true,
      generates: {
        [OUTPUT]: { preset: preset.preset, presetConfig, config, documentTransforms: [transform] },
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
  importExtension: '.ts',
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
