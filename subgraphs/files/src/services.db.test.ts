import { describe, expect, test } from 'vitest';
import { createWorld } from '#runtime/testing/world.js';
import { uploaderOf } from '#tests/kit/uploads.js';
import { filesSubgraph } from './subgraph.js';

describe('files', () => {
  test('are nowhere without a store, and say so', async () => {
    const bare = await createWorld([filesSubgraph]);
    const [person, organization] = [await bare.person('Eva'), await bare.organization('bare')];
    await bare.join(person, organization, 'owner');
    const room = await bare.space(organization, 'S');
    await bare.grant(person, organization, room, 'manager');
    const { errors } = await uploaderOf(bare, person, organization).begin({
      spaceId: room,
      name: 'x',
      size: 1,
    });
    expect(errors[0]).toMatchObject({
      extensions: { code: 'UNAVAILABLE' },
      message: expect.stringContaining('operator') as string,
    });
    await bare.close();
  });
});
