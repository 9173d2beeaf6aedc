import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countStatements } from '#runtime/db/statistics.js';
import { newId } from '#runtime/graphql/ids.js';
import { openFrontDoor, type FrontDoor } from '#tests/kit/front-door.js';
import { createScenario, type Scenario } from '#tests/kit/scenario.js';
import { uploaderOf } from '#tests/kit/uploads.js';
import { connectionsAndDomain, groupRoleAndMember, variablesFor } from './operation-variables.js';

let scenario: Scenario;
let door: FrontDoor;
let documentId: string;
let entryId: string;
let fileId: string;

/** What is for everybody, with a session or without. */
const PUBLIC = [
  'Me',
  'SignUpOffer',
  'PasswordResetOffer',
  'SignInOptions',
  'SsoLogoutUrl',
  'ClaimBoard',
  'ClaimRequest',
  'TrustSuppliers',
  'DpaDocument',
  'DpaPublications',
];
/** What only the operator's people may do. */
const OPERATORS_CHANGES = ['EnterSupport'];
/** What is for the operator's Organization alone. */
const OPERATORS = ['ClaimRuns', 'OpenSupport', 'Supplier', 'Suppliers', 'DpaVersions'];

/** What is about a link from a mail. */
const LINKS = ['SignUpOffer', 'PasswordResetOffer', 'EmailChangeOffer'];

/** The operator's, what needs a link or a model, and what nobody began. */
const NOT_FOR_ADA = [...OPERATORS, ...LINKS, 'AiPreview', 'ClaimRequest'];

const made = { groupId: '', roleId: '', memberId: '', samlId: '', oidcId: '', domainId: '' };

beforeAll(async () => {
  scenario = await createScenario();
  door = await openFrontDoor(scenario.world);
  documentId = (
    await scenario.publish(await scenario.document('Kanarienvogel Passwortrichtlinie', 'Kanarienvogel'))
  ).id;
  await scenario.document('Zweites');
  const files = uploaderOf(scenario.world, scenario.ada, scenario.acme);
  const bytes = Buffer.from('Kanarienvogel');
  fileId = await files.whole({ spaceId: scenario.spaceId, name: 'Kanarienvogel.txt' }, bytes);
  await files.whole({ documentId, name: 'Kanarienvogel am Dokument.txt' }, bytes);
  const { data } = await door.run('AuditEntries', { first: 1 }, ada());
  Object.assign(made, await groupRoleAndMember(scenario), await connectionsAndDomain(scenario));
  entryId = (data as { auditEntries: { edges: { node: { id: string } }[] } }).auditEntries.edges[0]!.node.id;
});
afterAll(async () => {
  await door.close();
  await scenario.world.close();
});

/** One more document, and one more file in the Space and on the document that is asked about. */
async function addOne(n: number): Promise<void> {
  await scenario.publish(await scenario.document(`Kanarienvogel ${n}`, 'Kanarienvogel'));
  const files = uploaderOf(scenario.world, scenario.ada, scenario.acme);
  await files.whole({ spaceId: scenario.spaceId, name: `Kanarienvogel ${n}.txt` }, Buffer.from('x'));
  await files.whole({ documentId, name: `Anhang ${n}.txt` }, Buffer.from('x'));
}

const ada = () => ({ person: scenario.ada, organization: scenario.acme });
const eve = () => ({ person: scenario.eve, organization: scenario.rival });
const queries = (): string[] =>
  [...door.operations.values()]
    .filter(({ kind, client }) => kind === 'query' && client === 'web')
    .map(({ name }) => name);

const operation = (name: string) => ({ name, document: door.operations.get(name)?.document ?? '' });
const own = (name: string) =>
  variablesFor(operation(name), { documentId, spaceId: scenario.spaceId, entryId, fileId, ...made });
const missing = (name: string) =>
  variablesFor(operation(name), {
    ...{ documentId: newId(), spaceId: newId(), entryId: newId(), fileId: newId() },
    ...{ groupId: newId(), roleId: newId(), memberId: newId() },
    ...{ samlId: newId(), oidcId: newId(), domainId: newId() },
  });

const withoutIds = (text: string): string =>
  text
    .replace(/"requestId":"[^"]+"/g, '')
    // A review of access says of which moment it is.
    .replace(/"at":"[^"]+"/g, '')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID');

describe('The web client’s queries, through the gateway', () => {
  it('are answered whole for somebody with access', async () => {
    expect(queries().length).toBeGreaterThan(20);
    for (const name of queries().filter((each) => !NOT_FOR_ADA.includes(each))) {
      const { status, errors, data } = await door.run(name, own(name), ada());
      expect([name, status, errors]).toEqual([name, 200, []]);
      expect(data, name).toBeTruthy();
    }
  });

  it('of the operator are refused to everybody else', async () => {
    for (const name of OPERATORS) {
      const { errors } = await door.run(name, own(name), ada());
      expect([name, errors.map((error) => error.extensions['code'])]).toEqual([name, ['FORBIDDEN']]);
    }
  });

  it('answer somebody of another Organization exactly as if nothing were there', async () => {
    for (const name of queries()) {
      const foreign = await door.run(name, own(name), eve());
      const absent = await door.run(name, missing(name), eve());
      expect(withoutIds(foreign.text), name).toBe(withoutIds(absent.text));
      expect(foreign.text, name).not.toMatch(/kanarienvogel|acme|Ada Berg/i);
    }
  });

  it('answer a stranger in the Organization’s name like one who names none', async () => {
    for (const name of queries()) {
      const posing = await door.run(name, own(name), { person: scenario.eve, organization: scenario.acme });
      const nowhere = await door.run(name, own(name), {
        person: scenario.eve,
        organization: { id: newId(), slug: 'nowhere' },
      });
      expect(withoutIds(posing.text), name).toBe(withoutIds(nowhere.text));
      expect(posing.text, name).not.toMatch(/kanarienvogel|Ada Berg/i);
    }
  });

  it('tell nobody anything without a session', async () => {
    for (const name of queries()) {
      const { text, errors } = await door.run(name, own(name), {});
      expect(text, name).not.toMatch(/kanarienvogel|Ada Berg/i);
      const codes = errors.map((error) => error.extensions['code']);
      expect(
        name === 'Me' ? codes : codes.filter((code) => code !== 'UNAUTHENTICATED' && code !== 'LINK_EXPIRED'),
        name,
      ).toEqual([]);
    }
  });

  it('cost as many round trips with many rows as with few', async () => {
    const cost = async (name: string): Promise<number> => {
      const counts = countStatements();
      await door.run(name, own(name), ada());
      return counts.stop().roundTrips;
    };
    const before = new Map<string, number>();
    for (const name of queries()) before.set(name, await cost(name));
    for (let n = 0; n < 8; n += 1) await addOne(n);
    for (const name of queries()) expect([name, await cost(name)]).toEqual([name, before.get(name)]);
    expect(Math.max(...before.values())).toBeLessThanOrEqual(16);
  });
});

describe('The web client’s changes, through the gateway', () => {
  it('end in an error of the catalogue for what nobody has, never in INTERNAL', async () => {
    const changes = [...door.operations.values()].filter(
      ({ kind, client }) => kind === 'mutation' && client === 'web',
    );
    for (const { name, document } of changes.filter(
      (each) => !/\$(input|filter)/.test(each.document) && each.document.includes('$'),
    )) {
      const declared = [...document.matchAll(/\$(\w+): (\[?)(\w+)/g)];
      const variables = Object.fromEntries(
        declared.map(([, key, list, type]) => {
          const value =
            type === 'Int' ? 1 : type === 'Boolean' ? false : type === 'ID' ? newId() : 'x'.repeat(43);
          return [key, list ? [value] : value];
        }),
      );
      const { errors } = await door.run(name, variables, ada());
      expect([name, errors.map((error) => error.extensions['code'])]).toEqual([
        name,
        [
          expect.stringMatching(
            OPERATORS_CHANGES.includes(name) ? /^FORBIDDEN$/ : /^(NOT_FOUND|LINK_EXPIRED)$/,
          ),
        ],
      ]);
    }
  });

  it('name what is wrong with the variables as INVALID_INPUT', async () => {
    const { errors, status } = await door.run('SaveDraft', { input: { documentId, title: 7 } }, ada());
    expect([status, ...new Set(errors.map((error) => error.extensions['code']))]).toEqual([
      200,
      'INVALID_INPUT',
    ]);
    expect(errors.map((error) => error.extensions['field'])).toContain('input.title');
  });
});

describe('A session', () => {
  it('that was revoked is seen by the next request', async () => {
    const visitor = { person: await scenario.world.person('Rita Raus'), organization: null };
    expect((await door.run('Me', {}, visitor)).data?.['me']).toBeTruthy();
    await scenario.world.sql('UPDATE identity.session SET revoked_at = now() WHERE account_id = $1', [
      visitor.person.id,
    ]);
    expect((await door.run('Me', {}, visitor)).data?.['me']).toBeNull();
  });

  it('with a password alone gets nothing of the Organization', async () => {
    const port = new URL(door.gateway.url).port;
    const cookie = `kopexa_session_${port}=${scenario.ada.halfToken}`;
    for (const name of queries().filter((each) => !PUBLIC.includes(each))) {
      const { text, errors } = await door.run(name, own(name), { cookie, organization: scenario.acme });
      expect(text, name).not.toMatch(/kanarienvogel|Ada Berg/i);
      expect(errors.length, name).toBeGreaterThan(0);
    }
  });
});
