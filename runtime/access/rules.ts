import type { IRule } from 'graphql-shield';
import type { Permission } from '#schema/permissions.js';
import { holds, spacesWith, type Actor } from '../actor/actor.js';
import { KopexaError } from '../errors/catalogue.js';
import { graphqlShield } from './shield.js';

/** A rule of graphql-shield that reads nothing but the actor, so it may be decided once a request. */
export type ActorRule = IRule;

/** Rules by field. */
export type FieldRules = Readonly<Record<string, ActorRule>>;

/** The rules of a subgraph by type and field: every field of every own type appears, or nothing is built. */
export type RuleMap = Readonly<Record<string, FieldRules>>;

/** A decision: allowed, or the error that the caller gets. */
export type Decision = true | KopexaError;

const checks = new WeakMap<ActorRule, (actor: Actor) => Decision>();

/**
 * Makes a rule from a predicate over the actor.
 *
 * It must not read parent or arguments: a cached rule that did answered with another Organization's title.
 */
export function actorRule(name: string, check: (actor: Actor) => Decision): ActorRule {
  const rule = graphqlShield.rule(name, { cache: 'contextual' })(
    (_parent: unknown, _args: unknown, context: { actor: Actor }) => check(context.actor),
  );
  checks.set(rule, check);
  return rule;
}

/** The predicate behind a rule; throws for a rule that was not made by {@link actorRule}. */
export function checkOf(rule: ActorRule): (actor: Actor) => Decision {
  const check = checks.get(rule);
  if (!check)
    throw new Error('Make rules with actorRule() of runtime/access/rules.ts: they may read the actor only.');
  return check;
}

/** Whoever asks, signed in or not. */
export const anyone = actorRule('anyone', () => true);

/** Nobody: for fields that exist for other subgraphs' planning only. */
export const never = actorRule('never', () => new KopexaError('FORBIDDEN'));

/** Whoever is known: a person whatever the session has shown, or a service account. For shared types only. */
export const identified = actorRule('identified', (actor) =>
  actor.userId === null ? new KopexaError('UNAUTHENTICATED') : true,
);

/** A person's session with at least a password: what the second-factor steps need, and nothing else. */
export const halfSignedIn = actorRule('halfSignedIn', (actor) => {
  if (actor.userId === null) return new KopexaError('UNAUTHENTICATED');
  return actor.kind === 'service' ? new KopexaError('FORBIDDEN') : true;
});

/** A person's session with a second factor (claims 16, 17; NIST SP 800-63B-4 AAL2). */
export const signedIn = actorRule('signedIn', (actor) => {
  const known = secondFactor(actor);
  if (known !== true) return known;
  return actor.kind === 'service' ? new KopexaError('FORBIDDEN') : true;
});

/**
 * A person with a second factor who signed in by their own means. A session that came by an Organization's connection
 * opens that Organization alone: it touches nothing that is the person's (THREATS 27). The database refuses it again.
 */
export const ownSession = actorRule('ownSession', (actor) => {
  const known = secondFactor(actor);
  if (known !== true) return known;
  return actor.kind === 'service' || isBound(actor) ? new KopexaError('FORBIDDEN') : true;
});

/** Whether the session came by an Organization's connection. */
function isBound({ authenticatedBy }: Actor): boolean {
  return authenticatedBy !== null && /^sso(\+|$)/.test(authenticatedBy);
}

/** A person with a second factor or a service account, wherever they act: what asking for references takes. */
export const trusted = actorRule('trusted', secondFactor);

/** A service account with a token that is accepted. */
export const serviceAccount = actorRule('serviceAccount', (actor) => {
  const known = member(actor);
  if (known !== true) return known;
  return actor.kind === 'service' ? true : new KopexaError('FORBIDDEN');
});

/** Somebody with a second factor, or a service account, acting in an Organization to which they belong. */
export const inOrganization = actorRule('inOrganization', member);

function secondFactor(actor: Actor): Decision {
  if (actor.userId === null) return new KopexaError('UNAUTHENTICATED');
  return actor.assurance >= 2 ? true : new KopexaError('SECOND_FACTOR_REQUIRED');
}

/** An Organization that one is no member of looks like one that does not exist. */
function member(actor: Actor): Decision {
  const signed = secondFactor(actor);
  if (signed !== true) return signed;
  return actor.org ? true : new KopexaError('NOT_FOUND');
}

const organizationRules = new Map<Permission, ActorRule>();
const spaceRules = new Map<Permission, ActorRule>();

/** Holds this permission in the Organization; otherwise FORBIDDEN. */
export function may(permission: Permission): ActorRule {
  return cached(organizationRules, permission, () =>
    actorRule(`may(${permission})`, (actor) => {
      const inside = member(actor);
      if (inside !== true) return inside;
      return holds(actor, permission) ? true : new KopexaError('FORBIDDEN');
    }),
  );
}

/** Holds this permission in at least one Space; otherwise NOT_FOUND, as for a Space that does not exist. */
export function maySomewhere(permission: Permission): ActorRule {
  return cached(spaceRules, permission, () =>
    actorRule(`maySomewhere(${permission})`, (actor) => {
      const inside = member(actor);
      if (inside !== true) return inside;
      return spacesWith(actor, permission).length > 0 ? true : new KopexaError('NOT_FOUND');
    }),
  );
}

function cached(map: Map<Permission, ActorRule>, permission: Permission, make: () => ActorRule): ActorRule {
  let rule = map.get(permission);
  if (!rule) map.set(permission, (rule = make()));
  return rule;
}

/** The same rule for several fields; each field is still named. */
export function fields<const Names extends readonly string[]>(names: Names, rule: ActorRule): FieldRules {
  return Object.fromEntries(names.map((name) => [name, rule]));
}
