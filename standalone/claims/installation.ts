import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse, type DirectiveNode } from 'graphql';
import { ENDPOINTS } from '#gateway/http/endpoints.js';
import { EgressRefused, type Egress } from '#runtime/egress/egress.js';
import { ownOrigin } from '#runtime/egress/own-origin.js';
import type { Installation, MutationFact, WebFile } from '#subgraphs/compliance/src/claim/ports.js';
import { backupsOf } from '../backup/command.js';
import type { BackupConfig } from '../config.js';
import { placesIn } from '../data-directory.js';
import { readBackupFacts } from './backup-facts.js';
import { commitOf } from './commit.js';
import { readEvidence } from './evidence.js';

/** What the installation is described from. */
export interface InstallationParts {
  /** The project's folder. */
  readonly root: string;
  readonly dataDirectory: string;
  readonly origin: string;
  readonly egress: Egress;
  readonly backup: BackupConfig;
}

/** Describes the running installation to the checks of the claims board. */
export function installationOf(parts: InstallationParts): Installation {
  const { root, dataDirectory, origin, egress, backup } = parts;
  return {
    commit: commitOf(root),
    own: ownOrigin(origin),
    endpoints: ENDPOINTS,
    mutations: () => mutationsOf(join(root, 'schema', 'supergraph.graphql')),
    refusesUnlisted: () => refuses(egress),
    webFiles: () => webFilesIn(join(root, 'dist', 'web')),
    backups: () =>
      backup.daily
        ? readBackupFacts(backupsOf(dataDirectory, backup), placesIn(dataDirectory).wal, backup.keepDays)
        : null,
    evidence: () => readEvidence(join(root, 'dist', 'evidence')),
  };
}

/** The mutations of the supergraph that the gateway runs on, with what their `@audit` says. */
export function mutationsOf(supergraph: string): MutationFact[] {
  const { definitions } = parse(readFileSync(supergraph, 'utf8'), { noLocation: true });
  return definitions
    .filter((each) => each.kind === Kind.OBJECT_TYPE_DEFINITION)
    .filter(({ name }) => name.value === 'Mutation')
    .flatMap(({ fields }) => fields ?? [])
    .map(({ name, directives }) => ({ name: name.value, action: actionOf(directives ?? []) }));
}

function actionOf(directives: readonly DirectiveNode[]): string | null {
  const audit = directives.find(({ name }) => name.value === 'audit');
  const action = audit?.arguments?.find(({ name }) => name.value === 'action')?.value;
  return action?.kind === Kind.STRING && action.value !== '' ? action.value : null;
}

async function refuses(egress: Egress): Promise<boolean> {
  try {
    (await egress.connect('not-on-the-list', { timeoutMs: 1_000 })).destroy();
    return false;
  } catch (error) {
    return error instanceof EgressRefused;
  }
}

/** Pages and styles; what scripts may load is decided by the content security policy. */
function webFilesIn(folder: string): WebFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(html|css)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: file.slice(folder.length + 1), text: readFileSync(file, 'utf8') }));
}
