import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePlans, type PreparedPlans } from './federation/plans.js';
import { parseManifest, type Manifest } from './operations/manifest.js';

/** The committed contracts that a gateway runs on; `npm run generate` writes them. */
export interface Contracts {
  readonly supergraphSdl: string;
  readonly apiSdl: string;
  /** Of all clients. */
  readonly operations: Manifest;
  readonly plans: PreparedPlans | null;
}

/**
 * Reads the contracts from the project's `schema` folder.
 *
 * @throws Error with what to do when one is missing or not readable
 */
export function readContracts(schemaDirectory: string): Contracts {
  const read = (file: string): string => {
    const path = join(schemaDirectory, file);
    if (!existsSync(path)) throw new Error(`schema/${file} is missing: run "npm run generate".`);
    return readFileSync(path, 'utf8');
  };
  const folder = join(schemaDirectory, 'operations');
  const manifests = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  const operations = manifests.map((name) => parseManifest(read(`operations/${name}`)));
  return {
    supergraphSdl: read('supergraph.graphql'),
    apiSdl: read('api.graphql'),
    operations: Object.assign({}, ...operations) as Manifest,
    plans: existsSync(join(schemaDirectory, 'plans.json')) ? parsePlans(read('plans.json')) : null,
  };
}
