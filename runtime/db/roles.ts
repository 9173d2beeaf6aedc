/**
 * The database roles. Logins own nothing and cannot become anything else; what owns tables and functions
 * cannot log in.
 */

/** Owns schemas and tables; migrations run as this role. NOLOGIN. */
export const OWNER = 'kopexa_owner';
/** Owns the SECURITY DEFINER functions; sees rows only through explicit `TO kopexa_definer` policies. NOLOGIN. */
export const DEFINER = 'kopexa_definer';
/** Owns the search functions only; may read the search tables and nothing else. NOLOGIN. */
export const SEARCHER = 'kopexa_search';

/** The logins of the processes, one per subgraph plus the gateway and the worker. */
export const LOGINS = [
  'kopexa_gateway',
  'kopexa_worker',
  'kopexa_identity',
  'kopexa_tenancy',
  'kopexa_content',
  'kopexa_files',
  'kopexa_ai',
  'kopexa_compliance',
] as const;

/** The name of a login. */
export type Login = (typeof LOGINS)[number];

/** The schemas that the product owns, one per room that stores anything. */
export const SCHEMAS = ['platform', 'identity', 'tenancy', 'content', 'files', 'ai', 'compliance'] as const;

/** The name of a database schema of the product. */
export type SchemaName = (typeof SCHEMAS)[number];
