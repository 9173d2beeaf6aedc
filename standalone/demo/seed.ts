import { randomInt } from 'node:crypto';
import { withClient } from '#runtime/db/bootstrap.js';
import type { Keyring } from '#runtime/crypto/keyring.js';
import { ROLES } from '#schema/permissions.js';
import { createPasswordHasher } from '#subgraphs/identity/src/password/hasher.js';
import { newTotpSecret } from '#subgraphs/identity/src/second-factor/totp.js';
import { writeDemoFile, type DemoCard } from './demo-file.js';
import { ORGANIZATIONS } from './organizations.js';
import { PEOPLE } from './people.js';
import { seedAccounts } from './seed-accounts.js';
import { seedOperator } from './seed-operator.js';
import { seedOrganization } from './seed-organization.js';

/**
 * Fills a new database with the demo, in one transaction, and writes `demo.json` with what the demo page shows.
 *
 * Password and second factors are made anew for each installation. The audit trail gets one honest entry an
 * Organization: that the demo was seeded.
 */
export async function seedDemo(options: {
  readonly adminUrl: string;
  readonly keyring: Keyring;
  readonly dataDirectory: string;
  readonly now?: Date;
}): Promise<void> {
  const { adminUrl, keyring, dataDirectory, now = new Date() } = options;
  const password = newPassword();
  const hasher = createPasswordHasher(2, PEOPLE.length);
  const people = await Promise.all(
    PEOPLE.map(async (person) => ({
      ...person,
      secret: newTotpSecret(),
      passwordHash: await hasher.hash(password),
    })),
  );
  await withClient(adminUrl, async (client) => {
    await client.query('BEGIN');
    const run = async (sql: string, params: readonly unknown[]): Promise<void> =>
      void (await client.query(sql, [...params]));
    const accounts = await seedAccounts({ run, now, keyring }, people);
    const ids = new Map<string, string>();
    for (const organization of ORGANIZATIONS)
      ids.set(organization.slug, await seedOrganization({ run, now, accounts }, organization));
    await seedOperator(
      { run, now, accounts },
      {
        operator: ids.get('kopexa-betrieb') ?? '',
        customer: { id: ids.get('nordwerk') ?? '', owner: 'bernd.krueger@nordwerk.example' },
      },
    );
    await client.query('COMMIT');
  });
  writeDemoFile(dataDirectory, {
    password,
    people: people.map(({ name, email, job, secret }) => ({
      name,
      email,
      job,
      secret,
      memberships: membershipsOf(email),
    })),
  });
}

function membershipsOf(email: string): DemoCard['memberships'] {
  return ORGANIZATIONS.flatMap((organization) => {
    const role = organization.members[email];
    return role ? [{ organization: organization.name, role: ROLES[`organization.${role}`].text }] : [];
  });
}

const WORDS = [
  'Ahorn',
  'Birke',
  'Anker',
  'Kessel',
  'Lampe',
  'Nebel',
  'Pinsel',
  'Quelle',
  'Segel',
  'Tasse',
  'Ufer',
  'Wolke',
];

/** Three words and a number: easy to type on a phone, different on every installation. */
function newPassword(): string {
  const words = [...WORDS];
  const three = Array.from({ length: 3 }, () => words.splice(randomInt(words.length), 1)[0]);
  return `${three.join('-')}-${randomInt(10, 100)}`;
}
