import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSchema } from 'graphql';
import { buildServer } from '../build-server.mjs';
import { CLIENTS, generateClientTypes } from './client-types.mjs';

/**
 * Generates every committed contract in memory.
 *
 * @param {string} root the project's folder; `dist/` in it is built anew
 * @param {{ check?: boolean, forgetRetired?: boolean }} options `check`: what is committed must not depend on the
 *   day, so nothing is dropped for its age; `forgetRetired`: no operation is kept that clients no longer send
 * @returns {Promise<{ path: string, content: string }[]>} paths below `root`
 * @throws when the subgraphs do not build or compose, or a client document does not fit
 */
export async function generateContracts(root, { check = false, forgetRetired = false } = {}) {
  buildServer(root);
  const load = (module) => import(pathToFileURL(join(root, 'dist', module)).href);
  const [{ compose }, manifests, { collectOperations, fitsSchema }, { preparePlans }] = await Promise.all([
    load('runtime/graphql/compose.js'),
    load('gateway/operations/manifest.js'),
    load('gateway/operations/collect.js'),
    load('gateway/federation/plans.js'),
  ]);
  const subgraphs = await printSubgraphs(load);
  const { supergraphSdl, apiSdl, actions } = compose(subgraphs);
  const schema = buildSchema(apiSdl);
  const clients = [];
  // One after the other: the generator of types keeps what it loaded for all of them.
  for (const client of CLIENTS) {
    const { documents, files } = await generateClientTypes(root, apiSdl, client);
    const before = forgetRetired ? {} : manifestBefore(root, client.name, manifests);
    const manifest = manifests.mergeManifests(
      before,
      collectOperations(client.name, documents, schema),
      check ? lastRetirement(before) : new Date().toISOString().slice(0, 10),
      ({ document }) => fitsSchema(document, schema),
    );
    clients.push({ path: `schema/operations/${client.name}.json`, manifest, files });
  }
  const operations = Object.assign({}, ...clients.map(({ manifest }) => manifest));
  return [
    ...subgraphs.map(({ name, sdl }) => ({ path: `schema/subgraphs/${name}.graphql`, content: sdl })),
    { path: 'schema/supergraph.graphql', content: supergraphSdl },
    { path: 'schema/api.graphql', content: apiSdl },
    { path: 'schema/actions.json', content: json(actions) },
    ...clients.map(({ path, manifest }) => ({ path, content: json(manifest) })),
    { path: 'schema/plans.json', content: onePerLine(preparePlans(supergraphSdl, operations)) },
    ...clients.flatMap(({ files }) => files),
  ];
}

async function printSubgraphs(load) {
  const { buildSchemaOf } = await load('runtime/graphql/subgraph.js');
  const { SUBGRAPHS } = await load('standalone/subgraphs.js');
  const printed = [];
  for (const definition of SUBGRAPHS) {
    const { sdl } = await buildSchemaOf(definition);
    printed.push({ name: definition.name, sdl: `${sdl.trim()}\n` });
  }
  return printed;
}

function manifestBefore(root, client, { parseManifest }) {
  const file = join(root, `schema/operations/${client}.json`);
  return existsSync(file) ? parseManifest(readFileSync(file, 'utf8')) : {};
}

/** The newest day in a manifest: as of then, nothing in it is too old. */
function lastRetirement(manifest) {
  const days = Object.values(manifest).flatMap(({ retiredAt }) => retiredAt ?? []);
  return days.sort().at(-1) ?? '1970-01-01';
}

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

/** Plans are long and for machines: a line each keeps differences readable. */
function onePerLine({ supergraph, plans }) {
  const lines = Object.entries(plans).map(
    ([hash, plan]) => `${JSON.stringify(hash)}:${JSON.stringify(plan)}`,
  );
  return `{"supergraph":"${supergraph}","plans":{\n${lines.join(',\n')}\n}}\n`;
}
