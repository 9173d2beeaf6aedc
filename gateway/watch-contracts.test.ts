import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { silentLogger } from '#runtime/logging/logger.js';
import { fakeContracts, startFakeGateway } from '#tests/kit/fake-gateway.js';
import { readContracts } from './contracts.js';
import { watchContracts } from './watch-contracts.js';

it('The gateway takes new contracts while it runs, and keeps the old ones when the new are broken', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kopexa-schema-'));
  mkdirSync(join(folder, 'operations'));
  const { supergraphSdl, apiSdl, operations, plans } = fakeContracts();
  const write = (kept: object): void => {
    writeFileSync(join(folder, 'supergraph.graphql'), supergraphSdl);
    writeFileSync(join(folder, 'api.graphql'), apiSdl);
    writeFileSync(join(folder, 'plans.json'), JSON.stringify(plans));
    writeFileSync(join(folder, 'operations/web.json'), JSON.stringify(kept));
  };
  write({});
  const fake = await startFakeGateway({ contracts: readContracts(folder) });
  expect((await fake.run('Me')).body.errors?.[0]?.extensions['code']).toBe('PERSISTED_ID_UNKNOWN');
  const reloaded = Promise.withResolvers<void>();
  const stop = watchContracts(folder, fake.gateway, silentLogger, reloaded.resolve);
  write(operations);
  await reloaded.promise;
  expect((await fake.run('Me')).body.data).toEqual({ me: { id: 'ada', name: 'Ada' } });
  writeFileSync(join(folder, 'operations/web.json'), '{"broken');
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect((await fake.run('Me')).status).toBe(200);
  stop();
  await fake.gateway.close();
  rmSync(folder, { recursive: true });
});
