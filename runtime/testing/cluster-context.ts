import type { Login } from '#runtime/db/roles.js';

/** Name of the migrated database every clone is made of. */
export const TEMPLATE_DATABASE = 'kopexa_template';

/** What a test needs to reach the cluster of this run. */
export interface TestCluster {
  readonly host: string;
  readonly port: number;
  readonly adminPassword: string;
  readonly passwords: Readonly<Record<Login, string>>;
}

/** What the run's set-up answers to a test that asks for the cluster. */
export type ClusterAnswer = { readonly cluster: TestCluster } | { readonly error: string };

declare module 'vitest' {
  interface ProvidedContext {
    /** Loopback port of the run's set-up, which starts the cluster when the first test asks for it. */
    clusterPort: number;
  }
}
