import 'reflect-metadata';
import util from 'node:util';

// graphql-shield's build calls util.isUndefined, which Node 23 removed; wherever a test loads it first, it works.
const legacy = util as { isUndefined?: (value: unknown) => boolean };
legacy.isUndefined ??= (value) => value === undefined;
