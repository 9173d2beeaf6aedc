import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PERMISSIONS } from '#schema/permissions.js';
import { TOOL_OPERATION_NAMES, TOOL_PERMISSIONS } from '#schema/tools.js';
import { parseManifest } from '#gateway/operations/manifest.js';
import { ROOT } from '#tests/kit/product.js';

const read = (client: string) =>
  Object.values(parseManifest(readFileSync(join(ROOT, `schema/operations/${client}.json`), 'utf8'))).filter(
    ({ retiredAt }) => retiredAt === undefined,
  );

describe('The operations for tools', () => {
  it('are what schema/tools.ts names, and what people allow a service account', () => {
    expect(
      read('tools')
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...TOOL_OPERATION_NAMES].sort());
    expect(read('tools').every(({ client }) => client === 'tools')).toBe(true);
  });

  it('have names that no operation of the web client has', () => {
    const web = new Set(read('web').map(({ name }) => name));
    expect(TOOL_OPERATION_NAMES.filter((name) => web.has(name))).toEqual([]);
  });

  it('ask for permissions of the Organization alone', () => {
    expect(TOOL_PERMISSIONS.filter((name) => PERMISSIONS[name].scope !== 'organization')).toEqual([]);
  });
});
