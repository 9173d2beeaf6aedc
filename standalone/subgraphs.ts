import type { SubgraphDefinition } from '#runtime/graphql/subgraph.js';
import { aiSubgraph } from '#subgraphs/ai/src/subgraph.js';
import { complianceSubgraph } from '#subgraphs/compliance/src/subgraph.js';
import { contentSubgraph } from '#subgraphs/content/src/subgraph.js';
import { filesSubgraph } from '#subgraphs/files/src/subgraph.js';
import { identitySubgraph } from '#subgraphs/identity/src/subgraph.js';
import { tenancySubgraph } from '#subgraphs/tenancy/src/subgraph.js';

/** Every subgraph of the product. Only here they are named together. */
export const SUBGRAPHS: readonly SubgraphDefinition<unknown>[] = [
  identitySubgraph,
  tenancySubgraph,
  contentSubgraph,
  filesSubgraph,
  aiSubgraph,
  complianceSubgraph,
];
