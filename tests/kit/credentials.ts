import { hash } from '@node-rs/argon2';
import { generateSecret, generateSync } from 'otplib';
import type { Person, World } from '#runtime/testing/world.js';

/** What a person of a test world signs in with. */
export const PASSWORD = 'Birke Anker Lampe';

/** Gives a person a password and a confirmed second factor; returns the secret of the factor. */
export async function giveCredentials(world: World, person: Person): Promise<string> {
  const secret = generateSecret({ length: 20 });
  await givePassword(world, person);
  await world.sql(
    'INSERT INTO identity.totp_factor (account_id, sealed, confirmed_at) VALUES ($1, $2, now())',
    [person.id, world.keyring.seal('totp', Buffer.from(secret), person.id)],
  );
  return secret;
}

/** Gives a person a password only: the second factor is still to be enrolled. */
export async function givePassword(world: World, person: Person): Promise<void> {
  const cheap = { memoryCost: 1024, timeCost: 2, parallelism: 1 };
  await world.sql('INSERT INTO identity.password (account_id, hash) VALUES ($1, $2)', [
    person.id,
    await hash(PASSWORD, cheap),
  ]);
}

/** The code of the moment. */
export const codeFor = (secret: string): string => generateSync({ secret });

/** The payload of the newest event of the outbox, opened; it holds tokens that are stored hashed elsewhere. */
export async function newestEvent(world: World, of?: string): Promise<Record<string, unknown>> {
  const [event] = await world.sql<{ topic: string; payload: { sealed: string } }>(
    'SELECT topic, payload FROM platform.outbox_event WHERE $1::text IS NULL OR topic = $1 ORDER BY created_at DESC, id DESC LIMIT 1',
    [of ?? null],
  );
  const sealed = Buffer.from(event!.payload.sealed, 'base64');
  return JSON.parse(world.keyring.open('outbox', sealed, event!.topic).toString('utf8')) as Record<
    string,
    unknown
  >;
}
