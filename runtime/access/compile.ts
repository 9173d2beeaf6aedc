import { defaultFieldResolver, isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import type { Actor } from '../actor/actor.js';
import { checkOf, never, trusted, type ActorRule, type Decision, type RuleMap } from './rules.js';

interface WithActor {
  readonly actor: Actor;
}

/** Federation's own fields: references are for people with a second factor and tools, the SDL is composed at build. */
const FEDERATION: RuleMap = { Query: { _entities: trusted, _service: never }, _Service: { sdl: never } };

/**
 * One sentence per field without a rule and per rule without a field. Empty means the subgraph may be built.
 */
export function findRuleFaults(schema: GraphQLSchema, rules: RuleMap, room: string): string[] {
  const faults: string[] = [];
  for (const type of ownObjectTypes(schema)) {
    const names = Object.keys(type.getFields());
    for (const name of names) {
      if (!ruleOf(rules, type.name, name)) {
        faults.push(
          `${type.name}.${name} has no rule: add it to the rules of its feature in subgraphs/${room}/src.`,
        );
      }
    }
    for (const name of Object.keys(rules[type.name] ?? {})) {
      if (!names.includes(name))
        faults.push(`A rule is given for ${type.name}.${name}, which does not exist: remove it.`);
    }
  }
  for (const name of Object.keys(rules)) {
    if (!isObjectType(schema.getType(name)))
      faults.push(`Rules are given for ${name}, which is no type of ${room}: remove them.`);
  }
  return faults;
}

/** The rule of a field, federation's own included. */
export function ruleOf(rules: RuleMap, type: string, field: string): ActorRule | undefined {
  return FEDERATION[type]?.[field] ?? rules[type]?.[field];
}

/**
 * Puts the rules in front of the resolvers.
 *
 * graphql-shield makes every field asynchronous (5 to 13 × the time on lists, PERFORMANCE.md). As our rules
 * read the actor only, each is decided once a request here and then costs a look-up; a test compares every
 * decision with graphql-shield's own on the same map.
 */
export function compileRules(schema: GraphQLSchema, rules: RuleMap): void {
  for (const type of ownObjectTypes(schema)) {
    for (const field of Object.values(type.getFields())) {
      const rule = ruleOf(rules, type.name, field.name) ?? never;
      field.resolve = guarded(rule, field.resolve ?? defaultFieldResolver);
    }
  }
}

/**
 * Throws what a field's rule says against this request. The audit envelope asks before it opens a transaction,
 * so that somebody who may not change anything never holds the Organization's lock.
 */
export function assertAllowed(rules: RuleMap, type: string, field: string, context: unknown): void {
  const rule = ruleOf(rules, type, field) ?? never;
  const decision = decide(rule, checkOf(rule), context as WithActor);
  if (decision !== true) throw decision;
}

function guarded(
  rule: ActorRule,
  inner: GraphQLFieldResolver<unknown, unknown>,
): GraphQLFieldResolver<unknown, unknown> {
  const check = checkOf(rule);
  return (parent, args, context, info) => {
    const decision = decide(rule, check, context as WithActor);
    if (decision !== true) throw decision;
    return inner(parent, args, context, info);
  };
}

const decisions = new WeakMap<object, Map<ActorRule, Decision>>();

/** Decided once a request: the key is the request's context object. */
function decide(rule: ActorRule, check: (actor: Actor) => Decision, context: WithActor): Decision {
  let made = decisions.get(context);
  if (!made) decisions.set(context, (made = new Map<ActorRule, Decision>()));
  let decision = made.get(rule);
  if (decision === undefined) made.set(rule, (decision = check(context.actor)));
  return decision;
}

function ownObjectTypes(schema: GraphQLSchema) {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !type.name.startsWith('__'));
}
