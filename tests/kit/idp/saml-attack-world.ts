import {
  assertionXml,
  encode,
  responseXml,
  rightClaims,
  sign,
  type Claims,
  type Forge,
  type SignOptions,
} from './saml-forge.js';

/** What an attacker knows and holds. */
export interface AttackWorld {
  /** The identity provider of the connection that is attacked. */
  readonly forge: Forge;
  /** That of another Organization: right keys, for its own connection. */
  readonly stranger: Forge;
  /** Keys that an attacker made for themselves, under the name of the attacked one. */
  readonly impostor: Forge;
  readonly own: { readonly acsUrl: string; readonly entityId: string };
  /** Of another connection. */
  readonly otherOwn: { readonly acsUrl: string; readonly entityId: string };
  readonly requestId: string | null;
  readonly encryptionCertificate: string;
  readonly attacker: Person;
  readonly victim: Person;
}

/** Somebody as the identity provider knows them. */
export interface Person {
  readonly nameId: string;
  readonly email: string;
  readonly name: string;
}

/** A message that must be refused. */
export interface Attack {
  readonly name: string;
  /** The check that fails. */
  readonly reason: string;
  /** Whether the library alone, set up as strictly as it can be, takes the message (not always what is forged in it). */
  readonly passesLibrary?: true;
  /** The field of the form, base64. */
  readonly make: (world: AttackWorld) => string;
}

/** What is changed of a message that is right. */
export type Change = Partial<Claims> | ((world: AttackWorld) => Partial<Claims>);

/** What the attacker's own identity says, with changes. */
export function claimsOf(world: AttackWorld, change: Change = {}, person = world.attacker): Claims {
  const base = rightClaims(world.forge.entityId, world.own, world.requestId, person);
  return { ...base, ...(typeof change === 'function' ? change(world) : change) };
}

/** A signed assertion. */
export function signedAssertion(world: AttackWorld, change: Change = {}, options: SignOptions = {}): string {
  return sign(assertionXml(claimsOf(world, change)), world.forge, 'Assertion', options);
}

/** A message that says this, the assertion signed as it should be. */
export function signedMessage(world: AttackWorld, change: Change = {}, options: SignOptions = {}): string {
  const claims = claimsOf(world, change);
  return responseXml(claims, sign(assertionXml(claims), world.forge, 'Assertion', options));
}

/** An attack that only says something else; the identity provider signs it. */
export function saying(
  name: string,
  reason: string,
  change: Change,
  more: { passesLibrary?: true } = {},
): Attack {
  return { name, reason, ...more, make: (world) => encode(signedMessage(world, change)) };
}

/** An attack that changes the text of a message that is right. */
export function tampering(
  name: string,
  reason: string,
  tamper: (xml: string, world: AttackWorld) => string,
  more: { passesLibrary?: true } = {},
): Attack {
  return { name, reason, ...more, make: (world) => encode(tamper(signedMessage(world), world)) };
}
