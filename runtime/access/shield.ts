import { createRequire } from 'node:module';
import util from 'node:util';

// graphql-shield's CommonJS build calls util.isUndefined, which Node removed in version 23; its ESM build does
// not load there at all. Both are healed here and nowhere else.
const legacy = util as unknown as { isUndefined?: (value: unknown) => boolean };
legacy.isUndefined ??= (value) => value === undefined;

const require = createRequire(import.meta.url);

/** graphql-shield, loaded in the one way that works on current Node. */
export const graphqlShield = require('graphql-shield') as typeof import('graphql-shield');
