import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConfigError, readConfig } from './read-config.js';

const schema = z
  .object({
    PORT: z.coerce.number('Give a number.'),
    MODE: z.enum(['a', 'b'], 'Say a or b.'),
    KEY: z.string().default(''),
  })
  .transform(({ PORT, MODE, KEY }) => ({ port: PORT, mode: { kind: MODE }, key: Buffer.from(KEY) }));

describe('The configuration', () => {
  it('reports all problems at once, with the variables’ names', () => {
    expect(() => readConfig(schema, { PORT: 'x' })).toThrow(ConfigError);
    expect(() => readConfig(schema, { PORT: 'x' })).toThrow(/- PORT: Give a number\.\n- MODE: Say a or b\./);
  });

  it('is frozen throughout', () => {
    const config = readConfig(schema, { PORT: '1', MODE: 'a' });
    expect(Object.isFrozen(config) && Object.isFrozen(config.mode)).toBe(true);
  });
});
