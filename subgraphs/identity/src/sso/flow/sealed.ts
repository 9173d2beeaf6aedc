import { z } from 'zod';
import type { Keyring } from '#runtime/crypto/keyring.js';
import type { Judged } from '../protocol.js';

const texts = z.record(z.string(), z.string());
const check = z.object({ name: z.string(), ok: z.boolean(), detail: z.string() });
const assertion = z.object({
  subject: z.string(),
  email: z.string().nullable(),
  isEmailVerified: z.boolean(),
  name: z.string().nullable(),
  attributes: z.record(z.string(), z.array(z.string())),
  assurance: z.array(z.string()),
  authenticatedAt: z.string().nullable(),
  peerSession: z.string().nullable(),
  peerName: z.record(z.string(), z.string()).nullable(),
  notAfter: z.string().nullable(),
});
const judged = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), assertion, checks: z.array(check) }),
  z.object({ ok: z.literal(false), checks: z.array(check) }),
]);

const seal = (keyring: Keyring, purpose: string, place: Buffer, value: unknown): Buffer =>
  keyring.seal(purpose, Buffer.from(JSON.stringify(value)), place.toString('hex'));
const open = (keyring: Keyring, purpose: string, place: Buffer, sealed: Buffer): unknown =>
  JSON.parse(keyring.open(purpose, sealed, place.toString('hex')).toString('utf8'));

/** Seals what is kept of an attempt until the browser returns; `place` is the hash of its state. */
export function sealKept(keyring: Keyring, place: Buffer, kept: Readonly<Record<string, string>>): Buffer {
  return seal(keyring, 'sso-attempt', place, kept);
}

/** What was kept of an attempt. */
export function openKept(keyring: Keyring, place: Buffer, sealed: Buffer): Record<string, string> {
  return texts.parse(open(keyring, 'sso-attempt', place, sealed));
}

/** Seals what came of an answer until it is taken; `place` is the hash of the arrival's handle. */
export function sealJudged(keyring: Keyring, place: Buffer, value: Judged): Buffer {
  return seal(keyring, 'sso-arrival', place, value);
}

/** What came of an answer. */
export function openJudged(keyring: Keyring, place: Buffer, sealed: Buffer): Judged {
  return judged.parse(open(keyring, 'sso-arrival', place, sealed));
}

/** Seals what a counterpart called the person and the session; it opens for this connection alone. */
export function sealPeerName(
  keyring: Keyring,
  connectionId: string,
  name: Readonly<Record<string, string>>,
): Buffer {
  return keyring.seal('sso-peer', Buffer.from(JSON.stringify(name)), connectionId);
}

/** What a counterpart called the person and the session. */
export function openPeerName(keyring: Keyring, connectionId: string, sealed: Buffer): Record<string, string> {
  return texts.parse(JSON.parse(keyring.open('sso-peer', sealed, connectionId).toString('utf8')));
}
