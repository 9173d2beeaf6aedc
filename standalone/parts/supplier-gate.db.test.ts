import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aiDestinations } from '#runtime/egress/azure-destinations.js';
import { otlpDestination } from '#runtime/egress/otlp-exporter.js';
import { s3Destinations } from '#runtime/egress/s3-destinations.js';
import { mailDestinations } from '#runtime/mail/sender.js';
import { createWorld, type World } from '#runtime/testing/world.js';
import { newSupplier, operatorOf } from '#tests/kit/operator.js';
import { must } from '#tests/kit/scenario.js';
import { complianceSubgraph } from '#subgraphs/compliance/src/subgraph.js';
import { addDays, dayOf } from '#subgraphs/compliance/src/supplier/supplier-standing.js';
import { readStandaloneConfig } from '../config.js';
import { closedSentences, passSupplierGate, type Addresses } from './supplier-gate.js';

const ENVIRONMENT = {
  KOPEXA_SMTP_URL: 'smtps://user:canary@smtp.mailhaus.example:465',
  KOPEXA_OTLP_URL: 'https://otel.mailhaus.example/v1/traces',
  KOPEXA_S3_ENDPOINT: 'https://account.speicher.example',
  ...{ KOPEXA_S3_BUCKET: 'files', KOPEXA_S3_KEY_ID: 'id', KOPEXA_S3_SECRET: 'canary' },
  KOPEXA_AZURE_OPENAI_ENDPOINT: 'https://firma.openai.azure.example',
  KOPEXA_AZURE_OPENAI_DEPLOYMENT: 'gpt',
  ...{ KOPEXA_AZURE_OPENAI_TENANT_ID: 't', KOPEXA_AZURE_OPENAI_CLIENT_ID: 'c' },
  KOPEXA_AZURE_OPENAI_CLIENT_SECRET: 'canary',
};
const today = dayOf(new Date());
const nowhere: Addresses = () => Promise.reject(new Error('no name server'));

describe('the supplier gate', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld([complianceSubgraph]);
    await operatorOf(world);
  });
  afterAll(() => world.close());

  const said: string[] = [];
  const logger = { error: (_facts: object, text: string) => said.push(text) } as never;
  const pass = (
    environment: Record<string, string> = ENVIRONMENT,
    options: Partial<Parameters<typeof passSupplierGate>[1]> = {},
  ) =>
    passSupplierGate(readStandaloneConfig(environment), {
      ...{ databaseUrl: world.db.logins.kopexa_worker, logger, addresses: nowhere, ...options },
    });
  const states = ({ decisions }: Awaited<ReturnType<typeof pass>>) =>
    Object.fromEntries(decisions.map(({ adapter, state }) => [adapter, state]));
  const approve = async (name: string, adapters: string[], hosts: string[]): Promise<string> => {
    const { organization, paula } = await operatorOf(world);
    const { id } = await newSupplier(world, { name, adapters, hosts });
    const keeper = world.as(paula, organization).at('compliance');
    await must(
      keeper.run('mutation($input: AssessSupplierInput!) { assessSupplier(input: $input) { id } }', {
        input: { supplierId: id, level: 'LOW', analysis: 'Wenig.' },
      }),
    );
    await must(
      keeper.run('mutation($input: ReviewSupplierInput!) { reviewSupplier(input: $input) { id } }', {
        input: {
          ...{ supplierId: id, version: 1, outcome: 'APPROVED', note: '' },
          nextReviewOn: addDays(today, 100),
        },
      }),
    );
    return id;
  };

  it('leaves every third party off that nobody reviewed, says so, and says what to do', async () => {
    const passed = await pass();
    expect(states(passed)).toEqual({
      ...{ s3: 'unapproved', 'azure-openai': 'unapproved', smtp: 'unapproved', otlp: 'unapproved' },
    });
    const { mail, tracing, ai, files } = passed.config;
    expect([mail.kind, tracing.kind, ai.kind, files('/data')]).toEqual(['folder', 'off', 'off', null]);
    expect(said).toHaveLength(4);
    const sentences = closedSentences(passed.decisions);
    for (const { de, en } of sentences) {
      expect(en).toContain('stays off: there is no valid review of this provider');
      expect(de).toContain('in der Konsole des Betreibers unter „Lieferanten“');
      expect(de + en).not.toContain('canary');
    }
    const rows = await world.sql(
      'SELECT adapter, host, state FROM compliance.adapter_state ORDER BY adapter',
    );
    expect(rows).toContainEqual({
      ...{ adapter: 'azure-openai', state: 'unapproved' },
      host: 'firma.openai.azure.example, login.microsoftonline.com',
    });
  });

  it('judges every destination of the way out', async () => {
    const config = readStandaloneConfig(ENVIRONMENT);
    const listed = [
      ...mailDestinations(config.mail),
      ...s3Destinations(config.files('/data')),
      ...aiDestinations(config.ai),
      ...(config.tracing.kind === 'otlp' ? [otlpDestination(config.tracing.url, false)] : []),
    ].map(({ host }) => host);
    const { decisions } = await pass();
    expect(decisions.flatMap(({ hosts }) => hosts).toSorted()).toEqual(listed.toSorted());
    expect(listed).toHaveLength(5);
  });

  it('asks nothing about what stays in the operator’s own network', async () => {
    const inside = {
      KOPEXA_SMTP_URL: 'smtp://localhost:2525',
      KOPEXA_OTLP_PRIVATE: 'yes',
      KOPEXA_OTLP_URL: 'http://otel.internal/v1/traces',
    };
    const passed = await pass(inside, { addresses: () => Promise.resolve(['10.0.0.7', '::1']) });
    expect(states(passed)).toEqual({ smtp: 'private', otlp: 'private' });
    expect(passed.config.mail.kind).toBe('smtp');
    // Calling a public address private opens nothing.
    const outside = await pass(inside, { addresses: () => Promise.resolve(['10.0.0.7', '9.9.9.9']) });
    expect(states(outside)).toEqual({ smtp: 'unapproved', otlp: 'unapproved' });
  });

  it('lets a reviewed supplier in, for its adapters and hosts, until its review ends', async () => {
    const id = await approve('Mailhaus', ['SMTP'], ['*.mailhaus.example']);
    const passed = await pass();
    expect(states(passed)).toMatchObject({ smtp: 'approved', otlp: 'unapproved' });
    expect(passed.config.mail.kind).toBe('smtp');
    expect(passed.decisions.find(({ adapter }) => adapter === 'smtp')!.supplierId).toBe(id);
    expect(states(await pass(ENVIRONMENT, { today: addDays(today, 100) }))['smtp']).toBe('approved');
    expect(states(await pass(ENVIRONMENT, { today: addDays(today, 101) }))['smtp']).toBe('unapproved');
    // The whole way counts: without the place of its tokens, the model stays off.
    await approve('Azure', ['AZURE_OPENAI'], ['*.openai.azure.example']);
    expect(states(await pass())['azure-openai']).toBe('unapproved');
    await approve('Entra', ['AZURE_OPENAI'], ['login.microsoftonline.com']);
    expect(states(await pass())['azure-openai']).toBe('approved');
  });

  it('shuts nothing in a demo, and says on the page that it would', async () => {
    const { organization } = await operatorOf(world);
    await world.sql(
      `INSERT INTO compliance.audit_entry (entry_id, org_id, actor_kind, action, subject_type, outcome, request_id, operation)
       VALUES (uuidv7(), $1, 'job', 'platform.demo_seeded', 'Organization', 'ok', 'x', 'x')`,
      [organization.id],
    );
    const passed = await pass();
    expect(states(passed)).toMatchObject({ smtp: 'approved', s3: 'demo', otlp: 'demo' });
    expect(passed.config.files('/data')?.kind).toBe('s3');
    expect(await world.sql("SELECT state FROM compliance.adapter_state WHERE adapter = 's3'")).toEqual([
      { state: 'demo' },
    ]);
  });

  it('forgets on the page what is not configured any more, and lets a room speak of its own adapter only', async () => {
    await pass({});
    expect(await world.sql('SELECT 1 FROM compliance.adapter_state')).toEqual([]);
    const files = { databaseUrl: world.db.logins.kopexa_files };
    await pass(ENVIRONMENT, { ...files, records: ['s3'] });
    expect(await world.sql('SELECT adapter FROM compliance.adapter_state')).toEqual([{ adapter: 's3' }]);
    await expect(pass(ENVIRONMENT, { ...files, records: ['smtp'] })).rejects.toThrow(/its own adapter/);
  });
});
