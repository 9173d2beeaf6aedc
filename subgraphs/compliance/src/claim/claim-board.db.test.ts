import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLAIMS } from '#schema/claims.js';
import type { OwnOrigin } from '#runtime/egress/own-origin.js';
import { withClient } from '#runtime/db/bootstrap.js';
import {
  createWorld,
  type Answer,
  type Person,
  type TestOrganization,
  type World,
} from '#runtime/testing/world.js';
import { complianceSubgraph } from '../subgraph.js';
import { checkOf, CHECKS } from './all-checks.js';
import type { Installation } from './ports.js';
import { runCheck, runDueChecks, runRequestedChecks, type RunnerParts } from './run-checks.js';

const BOARD = `{ claimBoard { claims { number title state reason checkedAt checkIds restsOn }
  checks { id kind title measures outcome says at isOpen isStale } } }`;
const RUNS = `query($checkIds: [ID!]!, $first: Int, $after: String) { claimRuns(checkIds: $checkIds, first: $first, after: $after) {
  edges { node { id checkId outcome says askedBy person { id } figures { name value } } } pageInfo { hasNextPage endCursor } } }`;
const RUN =
  'mutation($input: RunClaimChecksInput!) { runClaimChecks(input: $input) { id total done isFinished } }';
const RECHECK = 'mutation($checkId: ID!) { recheckClaim(checkId: $checkId) { id total done isFinished } }';
const REQUEST = 'query($id: ID!) { claimRequest(id: $id) { total done isFinished } }';

interface RunsPage {
  claimRuns: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}

interface Board {
  claimBoard: {
    claims: { number: number; title: string; state: string; reason: string | null }[];
    checks: { id: string; outcome: string | null; says: string | null }[];
  };
}

const silent: OwnOrigin = {
  ...{ isTls: false, port: 4000 },
  request: () => Promise.reject(new Error('The own origin did not answer.')),
  certificate: () => Promise.resolve(null),
  offers: () => Promise.resolve(false),
};
const installation: Installation = {
  commit: 'a'.repeat(40),
  own: silent,
  mutations: () => [{ name: 'publishDocument', action: 'document.publish' }],
  endpoints: [{ method: 'GET', path: '/health', authentication: 'none' }],
  refusesUnlisted: () => Promise.resolve(true),
  webFiles: () => [],
  backups: () => null,
  evidence: () => [],
};

describe('the claims board', () => {
  let world: World;
  let operator: TestOrganization;
  let acme: TestOrganization;
  let paula: Person;
  let mia: Person;
  let ada: Person;
  const reported: unknown[] = [];

  const asWorker = <T>(work: (parts: RunnerParts) => Promise<T>): Promise<T> =>
    withClient(world.db.logins.kopexa_worker, (client) =>
      work({
        query: async <Row>(sql: string, params: readonly unknown[] = []) =>
          (await client.query(sql, [...params])).rows as Row[],
        installation,
        clock: () => new Date(),
        report: (error) => reported.push(error),
      }),
    );
  const at = (person: Person | null, organization: TestOrganization | null = operator) =>
    world.as(person, person ? organization : null).at('compliance');
  const stateOf = async (number: number): Promise<string | undefined> =>
    (await at(null).run<Board>(BOARD)).data.claimBoard.claims[number - 1]?.state;

  beforeAll(async () => {
    world = await createWorld([complianceSubgraph]);
    [paula, mia, ada] = [await world.person('Paula'), await world.person('Mia'), await world.person('Ada')];
    operator = await world.organization('betrieb');
    acme = await world.organization('acme');
    await world.sql('UPDATE tenancy.organization SET is_operator = true WHERE org_id = $1', [operator.id]);
    await world.join(paula, operator, 'owner');
    await world.join(mia, operator, 'member');
    await world.join(ada, acme, 'owner');
    for (const { id } of [paula, mia, ada])
      await world.sql(
        "INSERT INTO identity.totp_factor (account_id, sealed, confirmed_at) VALUES ($1, '\\x01', now())",
        [id],
      );
  });
  afterAll(() => world.close());

  test('shows every claim to anybody, none green before anything was measured', async () => {
    const { data, errors } = await at(null).run<Board>(BOARD);
    expect(errors).toEqual([]);
    expect(data.claimBoard.claims.map(({ number }) => number)).toEqual(
      Array.from({ length: 120 }, (_, index) => index + 1),
    );
    expect(data.claimBoard.claims.every(({ state }) => state === 'NOT_CHECKED')).toBe(true);
    expect(data.claimBoard.claims.every(({ reason }) => reason !== null)).toBe(true);
    expect(data.claimBoard.checks.every(({ outcome }) => outcome === null)).toBe(true);
  });

  test('is written by the worker: what is due runs once, and is green only where something was measured', async () => {
    expect(await asWorker(runDueChecks)).toBe(CHECKS.length);
    expect(reported).toEqual([]);
    expect(await asWorker(runDueChecks)).toBe(0);
    const { data } = await at(null).run<Board>(BOARD);
    const failed = data.claimBoard.checks.filter(({ outcome }) => outcome === 'FAILED');
    expect(failed).toEqual([]);
    expect(await stateOf(16)).toBe('PARTLY');
    expect(await stateOf(22)).toBe('NOT_CHECKED');
    expect(await stateOf(84)).toBe('NOT_CHECKED');
  });

  test('tells the operator figures and who asked, and nobody else', async () => {
    const { data, errors } = await at(paula).run<{
      claimRuns: {
        edges: { node: { checkId: string; askedBy: string; figures: { name: string; value: string }[] } }[];
      };
    }>(RUNS, { checkIds: ['accounts.second_factor'] });
    expect(errors).toEqual([]);
    expect(data.claimRuns.edges).toMatchObject([
      {
        node: {
          askedBy: 'SCHEDULE',
          figures: expect.arrayContaining([
            { name: 'Accounts without second factor', value: '0' },
          ]) as unknown,
        },
      },
    ]);
    for (const [person, organization, code] of [
      [mia, operator, 'FORBIDDEN'],
      [ada, acme, 'FORBIDDEN'],
      [paula, acme, 'NOT_FOUND'],
      [null, null, 'UNAUTHENTICATED'],
    ] as const) {
      const refused = await at(person, organization).run(RUNS, { checkIds: ['accounts.second_factor'] });
      expect(refused.errors[0]?.extensions.code).toBe(code);
    }
  });

  test('pages through the history of a check', async () => {
    const check = checkOf('access.roles')!;
    await asWorker(async (parts) => {
      await runCheck(parts, check);
      await runCheck(parts, check);
    });
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 5; page += 1) {
      const answer: Answer<RunsPage> = await at(paula).run<RunsPage>(RUNS, {
        checkIds: ['access.roles'],
        first: 1,
        after,
      });
      expect(answer.errors).toEqual([]);
      seen.push(...answer.data.claimRuns.edges.map(({ node }) => node.id));
      if (!answer.data.claimRuns.pageInfo.hasNextPage) break;
      after = answer.data.claimRuns.pageInfo.endCursor;
    }
    expect(new Set(seen).size).toBe(3);
    const bad = await at(paula).run(RUNS, { checkIds: ['access.roles'], after: 'bm90IG9uZQ' });
    expect(bad.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'after' });
  });

  test('runs what the operator asks for, and tells how far it is', async () => {
    const { data, errors } = await at(paula).run<{ runClaimChecks: { id: string; total: number } }>(RUN, {
      input: { checkIds: ['access.roles', 'database.logins'] },
    });
    expect(errors).toEqual([]);
    const { id } = data.runClaimChecks;
    const before = await at(paula).run(REQUEST, { id });
    expect(before.data).toEqual({ claimRequest: { total: 2, done: 0, isFinished: false } });
    await asWorker(runRequestedChecks);
    const then = await at(paula).run(REQUEST, { id });
    expect(then.data).toEqual({ claimRequest: { total: 2, done: 2, isFinished: true } });
    const runs = await at(paula).run<{ claimRuns: { edges: { node: object }[] } }>(RUNS, {
      checkIds: ['database.logins'],
      first: 1,
    });
    expect(runs.data.claimRuns.edges[0]?.node).toMatchObject({ askedBy: 'PERSON', person: { id: paula.id } });
    const unknown = await at(paula).run(RUN, { input: { checkIds: ['no.such'] } });
    expect(unknown.errors[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.checkIds' });
    for (const [person, organization] of [
      [mia, operator],
      [ada, acme],
    ] as const) {
      const refused = await at(person, organization).run(RUN, { input: { checkIds: ['access.roles'] } });
      expect(refused.errors[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });

  test('runs an open check for a visitor, once a minute for all, and no other', async () => {
    const ask = (checkId: string) => at(null).run<{ recheckClaim: { id: string } }>(RECHECK, { checkId });
    const first = await ask('database.row_security');
    expect(first.errors).toEqual([]);
    const again = await ask('database.row_security');
    expect(again.data.recheckClaim.id).toBe(first.data.recheckClaim.id);
    await asWorker(runRequestedChecks);
    const runs = await world.sql(
      'SELECT asked_by, account_id FROM compliance.claim_run WHERE request_id = $1',
      [first.data.recheckClaim.id],
    );
    expect(runs).toEqual([{ asked_by: 'visitor', account_id: null }]);
    for (const closed of ['trail.complete', 'tests.isolation', 'no.such', '%'])
      expect((await ask(closed)).errors[0]?.extensions.code).toBe('NOT_FOUND');
    await world.sql("UPDATE compliance.claim_request SET requested_at = now() - interval '2 minutes'");
    expect((await ask('database.row_security')).data.recheckClaim.id).not.toBe(first.data.recheckClaim.id);
  });

  test('makes a visitor wait who asks for too much', async () => {
    const open = CHECKS.filter(({ isOpen }) => isOpen).map(({ id }) => id);
    let code: string | undefined;
    let asked = 0;
    for (; code === undefined && asked < 40; asked += 1) {
      const { errors } = await at(null).run(RECHECK, { checkId: open[asked % open.length] });
      code = errors[0]?.extensions.code;
      await world.sql(
        "UPDATE compliance.claim_request SET requested_at = requested_at - interval '61 seconds'",
      );
    }
    expect(code).toBe('TOO_MANY_ATTEMPTS');
    expect(asked).toBeLessThanOrEqual(21);
  });

  test('keeps every run: no login, no function owner and not even the table’s owner changes one', async () => {
    for (const statement of [
      "UPDATE compliance.claim_run SET outcome = 'passed'",
      'DELETE FROM compliance.claim_run',
      'TRUNCATE compliance.claim_run',
    ]) {
      for (const login of ['kopexa_worker', 'kopexa_compliance'] as const)
        await expect(withClient(world.db.logins[login], (client) => client.query(statement))).rejects.toThrow(
          /permission denied/,
        );
      for (const role of ['kopexa_definer', 'kopexa_owner'])
        await expect(
          withClient(world.db.adminUrl, async (client) => {
            await client.query(`SET ROLE ${role}`);
            await client.query(statement);
          }),
        ).rejects.toThrow(/permission denied|never changed or deleted/);
    }
  });

  test('is green where every check passed, with the tests of this version recorded', async () => {
    const files = Object.values(CLAIMS.tests).flatMap((tests) => tests.files);
    const results = Object.fromEntries(
      files.map((file) => [
        file.endsWith('/') ? `${file}a.test.ts` : file,
        { passed: 3, failed: 0, skipped: 0 },
      ]),
    );
    const record = {
      name: 'all',
      commit: installation.commit,
      isClean: true,
      finishedAt: new Date(),
      results,
    };
    const tests = CHECKS.filter(({ kind }) => kind === 'tests');
    await asWorker(async (parts) => {
      const tested = { ...parts, installation: { ...installation, evidence: () => [record] } };
      for (const check of tests) await runCheck(tested, check);
    });
    for (const number of [1, 10, 11, 12, 15, 16, 17]) expect(await stateOf(number)).toBe('PROVEN');
    for (const number of [2, 3, 4, 5, 6, 13]) expect(await stateOf(number), 'unproven').toBe('PARTLY');
    expect(await stateOf(34), 'says more than is measured').toBe('PARTLY');
    expect(await stateOf(25), 'has no check').toBe('NOT_CHECKED');
    await asWorker(async (parts) => {
      for (const check of tests) await runCheck(parts, check);
    });
  });

  test('turns grey again when nobody measures any more', async () => {
    await world.sql('ALTER TABLE compliance.claim_run DISABLE TRIGGER keep_claim_runs');
    await world.sql("UPDATE compliance.claim_run SET at = at - interval '5 days'");
    expect(await stateOf(16)).toBe('NOT_CHECKED');
    await world.sql("UPDATE compliance.claim_run SET at = at + interval '5 days'");
    await world.sql('ALTER TABLE compliance.claim_run ENABLE TRIGGER keep_claim_runs');
    expect(await stateOf(16)).toBe('PARTLY');
  });

  test('records a measurement that fails as not measured, and reports why', async () => {
    const broken = { ...checkOf('access.roles')!, measure: () => Promise.reject(new Error('broken')) };
    const { outcome } = await asWorker((parts) => runCheck(parts, broken));
    expect(outcome).toBe('not_measured');
    expect(reported.map(String)).toEqual(['Error: broken']);
  });

  test('speaks the reader’s language', async () => {
    const german = await world.as(null, null, { locale: 'de' }).at('compliance').run<Board>(BOARD);
    expect(german.data.claimBoard.claims[15]?.title).toBe(CLAIMS.claims[15]?.title.de);
    expect(german.data.claimBoard.checks[0]?.says).toMatch(/zweiten Faktor/);
  });
});
