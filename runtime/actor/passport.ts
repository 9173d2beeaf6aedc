import { createHmac, createSecretKey, hash as digest, timingSafeEqual, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { Actor, RequestInfo } from './actor.js';

/** Header that carries the passport from the gateway to a subgraph. */
export const PASSPORT_HEADER = 'x-kopexa-passport';

/** A passport lives for one fetch. */
export const PASSPORT_SECONDS = 10;

/** What a passport says: who asks, for which request, over which body, until when. */
export interface Passport {
  readonly actor: Actor;
  readonly request: RequestInfo;
}

const uuid = z.uuid();
const ids = z.array(uuid).readonly();
const shape = z.object({
  aud: z.string(),
  exp: z.number(),
  body: z.string(),
  actor: z.object({
    kind: z.enum(['user', 'service', 'anonymous']),
    userId: uuid.nullable(),
    sessionId: uuid.nullable(),
    assurance: z.union([z.literal(0), z.literal(1), z.literal(2)]),
    authenticatedBy: z.string().nullable(),
    org: z
      .object({
        id: uuid,
        slug: z.string(),
        role: z.string(),
        permissions: z.array(z.string()),
        spaces: z.array(z.tuple([z.array(z.string()), ids])),
      })
      .nullable(),
    context: z.string(),
    locale: z.enum(['de', 'en']),
  }),
  request: z.object({
    requestId: z.string(),
    operation: z.string(),
    ip: z.string(),
    userAgent: z.string(),
    timeZone: z.string(),
    origin: z.string(),
    browser: z.string().max(43),
  }),
});

/** Signs a passport for one audience (a subgraph's name) and one request body. */
export function signPassport(
  passport: Passport,
  audience: string,
  secret: Buffer,
  body: string,
  nowMs = Date.now(),
): string {
  const claims = {
    aud: audience,
    exp: Math.floor(nowMs / 1000) + PASSPORT_SECONDS,
    body: hash(body),
    actor: passport.actor,
    request: passport.request,
  };
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${payload}.${mac(payload, secret)}`;
}

/**
 * Verifies a passport and returns what it says, or `null` when it is missing, forged, expired, made for
 * another subgraph or for another body (THREATS 17-19). Why is not told to the caller.
 */
export function verifyPassport(
  token: string | undefined,
  audience: string,
  secret: Buffer,
  body: string,
  nowMs = Date.now(),
): Passport | null {
  const [payload, signature, rest] = (token ?? '').split('.');
  if (!payload || !signature || rest !== undefined) return null;
  const expected = Buffer.from(mac(payload, secret));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null;
  const parsed = shape.safeParse(readJson(payload));
  if (!parsed.success) return null;
  const { aud, exp, body: bodyHash, actor, request } = parsed.data;
  if (aud !== audience || exp * 1000 <= nowMs || bodyHash !== hash(body)) return null;
  return { actor: actor as Actor, request };
}

const hash = (text: string): string => digest('sha256', text, 'base64url');
const mac = (payload: string, secret: Buffer): string =>
  createHmac('sha256', keyOf(secret)).update(payload).digest('base64url');

const keys = new WeakMap<Buffer, KeyObject>();

/** Node takes four times as long for an HMAC with bytes as with a key that it knows already. */
function keyOf(secret: Buffer): KeyObject {
  const known = keys.get(secret);
  if (known) return known;
  const key = createSecretKey(secret);
  keys.set(secret, key);
  return key;
}

/** `undefined` for what is no JSON: the shape refuses it like any other wrong claim. */
function readJson(payload: string): unknown {
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
