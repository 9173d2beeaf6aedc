import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type Person, type TestOrganization, type World } from '#runtime/testing/world.js';
import { giveKeys, samlSettings } from '#tests/kit/idp/saml-connection.js';
import { makeForge, type Forge } from '#tests/kit/idp/saml-forge.js';
import { giveConnection } from '#tests/kit/sso.js';
import { identitySubgraph } from '../../subgraph.js';
import type { SamlConfig } from '../connection.js';
import { certificateMail } from './certificate-mail.js';
import { createOwnKeys } from './own-keys.js';
import { watchCertificates } from './watch-certificates.js';

const DAY_MS = 86_400_000;
const METADATA = 'https://idp.acme.example/metadata';
let world: World;
let acme: TestOrganization;
let owner: Person;
let [old, next]: Forge[] = [];

beforeAll(async () => {
  world = await createWorld([identitySubgraph]);
  acme = await world.organization('acme');
  owner = await world.person('Olga Eigen');
  await world.join(owner, acme, 'owner');
  [old, next] = await Promise.all([
    makeForge('https://idp.acme.example/saml'),
    makeForge('https://idp.acme.example/saml'),
  ]);
}, 60_000);
afterAll(() => world.close());

async function connect(change: Partial<SamlConfig>): Promise<string> {
  const keys = await giveKeys();
  const config = { ...samlSettings(old!, keys), ...change };
  return giveConnection(world, acme, owner, { kind: 'saml', config, secret: keys.secret });
}

/** Keys whose certificates do not end for years. */
const lasting = () => createOwnKeys('00000000-0000-4000-8000-000000000001');

const metadata = (entityId: string, ...certificates: string[]): string =>
  `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}"><IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">` +
  certificates
    .map((pem) => pem.replace(/-----[A-Z ]+-----/g, ''))
    .map(
      (body) =>
        `<KeyDescriptor><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${body}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`,
    )
    .join('') +
  '<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://evil.example/sso"/></IDPSSODescriptor></EntityDescriptor>';

const look = (answer: string | null, nowMs = Date.now()): Promise<void> =>
  watchCertificates(
    async (sql, params = []) => ({ rows: await world.sql(sql, [...params]) }),
    world.keyring,
    () =>
      answer === null ? Promise.reject(new Error('not reached')) : Promise.resolve(new Response(answer)),
    nowMs,
  );

const inForce = async (
  id: string,
): Promise<{ version: number; config: SamlConfig; author_id: string | null }> =>
  (
    await world.sql<{ version: number; config: SamlConfig; author_id: string | null }>(
      `SELECT v.version, v.config, v.author_id FROM identity.connection c JOIN identity.connection_version v
         ON v.connection_id = c.connection_id AND v.version = c.version WHERE c.connection_id = $1`,
      [id],
    )
  )[0]!;

describe('certificates of identity providers', () => {
  it('are taken from metadata at its address, beside those that hold, and nothing else is', async () => {
    const id = await connect({ metadataUrl: METADATA });
    await look(metadata(old!.entityId, old!.certificate, next!.certificate));
    const { version, config, author_id: author } = await inForce(id);
    expect([version, author]).toEqual([2, null]);
    expect(config.certificates).toHaveLength(2);
    expect(config.ssoUrl).toBe('https://idp.acme.example/sso');
    const trail = await world.sql(
      "SELECT actor_kind FROM compliance.audit_entry WHERE action = 'connection.take_certificate' AND org_id = $1 AND subject_id = $2",
      [acme.id, id],
    );
    expect(trail).toEqual([{ actor_kind: 'job' }]);
    await look(metadata(old!.entityId, old!.certificate, next!.certificate));
    expect((await inForce(id)).version).toBe(2);
  });

  it('stay as they are when the metadata is of somebody else, unreadable or not reached', async () => {
    const id = await connect({ metadataUrl: METADATA });
    for (const answer of [metadata('https://evil.example', next!.certificate), '<!DOCTYPE x><x/>', null]) {
      await look(answer);
      expect((await inForce(id)).version).toBe(1);
    }
    await world.sql('UPDATE identity.connection SET latest_version = 2 WHERE connection_id = $1', [id]);
    await look(metadata(old!.entityId, next!.certificate));
    expect((await inForce(id)).version).toBe(1);
  });

  it('that were uploaded are never fetched', async () => {
    const id = await connect({ metadataUrl: null });
    await look(metadata(old!.entityId, next!.certificate));
    expect((await inForce(id)).version).toBe(1);
  });

  it.each([
    ['the last one', async () => ({ ownCertificates: [...(await lasting()).certificates] })],
    ['ours', async () => ({ certificates: [...(await lasting()).certificates] })],
  ])('are warned of thirty, seven and one day before %s ends, each time once', async (_whose, change) => {
    await world.sql("UPDATE identity.connection SET status = 'off'");
    const id = await connect({ ownCertificates: [old!.certificate], ...(await change()) });
    const told = async (): Promise<number> =>
      (
        await world.sql<{ n: number }>(
          "SELECT count(*)::integer AS n FROM platform.outbox_event WHERE topic = 'identity.certificate'",
        )
      )[0]!.n;
    const before = await told();
    const end = Date.now() + 365 * DAY_MS;
    const counts: number[] = [];
    for (const days of [40, 29, 28, 6.5, 6, 0.5, 0.4]) {
      await look(null, end - days * DAY_MS);
      counts.push((await told()) - before);
    }
    expect(counts).toEqual([0, 1, 1, 2, 2, 3, 3]);
    const mails = await world.sql<{ recipient: string }>('SELECT * FROM identity.certificate_mails($1)', [
      id,
    ]);
    expect(mails.map(({ recipient }) => recipient)).toEqual(['Olga Eigen']);
  });

  it('are named in the mail with their connection and their end', () => {
    const facts = {
      name: 'Okta',
      email: 'a@b.example',
      recipient: 'Olga',
      slug: 'acme',
      organization: 'Acme',
    };
    const end = new Date('2027-01-31T12:00:00Z');
    const german = certificateMail(
      { ...facts, isOurs: false, locale: 'de' },
      end,
      'https://kopexa.example/x',
    );
    const english = certificateMail(
      { ...facts, isOurs: false, locale: 'en' },
      end,
      'https://kopexa.example/x',
    );
    expect(german.subject).toBe('Ein Zertifikat für die Anmeldung endet am 31. Januar 2027');
    expect(english.text).toContain('“Okta” ends on 31 January 2027');
    const ours = certificateMail({ ...facts, isOurs: true, locale: 'de' }, end, 'https://kopexa.example/x');
    expect(ours.text).toContain('Erneuern Sie unsere Schlüssel');
  });
});
