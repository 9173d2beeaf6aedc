import { composeServices } from '@apollo/composition';
import {
  Kind,
  lexicographicSortSchema,
  parse,
  printSchema,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type FieldDefinitionNode,
} from 'graphql';

/** A subgraph as composition needs it. */
export interface SubgraphSdl {
  readonly name: string;
  readonly sdl: string;
}

/** What `@audit` on a mutation says; the key of the map is the action. */
export interface AuditedAction {
  readonly action: string;
  /** Type of the thing that the entry is about, for example `Document`. */
  readonly subject: string;
  readonly mutation: string;
  /** Name of the subgraph that owns the mutation. */
  readonly subgraph: string;
  /** Whether the mutation holds the Organization's lock alone. */
  readonly alone: boolean;
}

/** The composed product. */
export interface Composition {
  /** What the gateway runs, with `@audit` kept. */
  readonly supergraphSdl: string;
  /** What clients see: without federation machinery, sorted. */
  readonly apiSdl: string;
  /** Sorted by action. */
  readonly actions: readonly AuditedAction[];
}

/** The subgraphs do not fit together; the message is a list of sentences that say what to do. */
export class CompositionError extends Error {
  override readonly name = 'CompositionError';
}

/**
 * Composes the subgraphs into the supergraph (Apollo Federation 2) and checks what composition alone does not:
 * `@audit` survived (it vanishes in silence without `@composeDirective`) and every mutation carries it.
 *
 * @throws CompositionError
 */
export function compose(subgraphs: readonly SubgraphSdl[]): Composition {
  const { supergraphSdl, schema, errors } = composeServices(
    subgraphs.map(({ name, sdl }) => ({
      name,
      url: `http://${name}.internal/graphql`,
      typeDefs: parse(sdl),
    })),
  );
  if (errors) throw new CompositionError(errors.map((error) => error.message).join('\n'));
  const actions = auditedActions(supergraphSdl, subgraphs);
  const apiSdl = printSchema(lexicographicSortSchema(schema.toAPISchema().toGraphQLJSSchema()));
  return { supergraphSdl: `${supergraphSdl.trim()}\n`, apiSdl: `${apiSdl}\n`, actions };
}

/**
 * Reads the audited actions of a supergraph.
 *
 * @throws CompositionError when a mutation has no `@audit`, or when composition lost it
 */
export function auditedActions(supergraphSdl: string, subgraphs: readonly SubgraphSdl[]): AuditedAction[] {
  const problems: string[] = [];
  const composed = new Map(mutationsOf(supergraphSdl).map((field) => [field.name.value, field]));
  const actions = subgraphs.flatMap(({ name, sdl }) =>
    mutationsOf(sdl).flatMap((field) => {
      const mutation = field.name.value;
      const written = auditOf(field);
      const kept = auditOf(composed.get(mutation));
      if (!written) problems.push(unaudited(name, mutation));
      else if (!kept) problems.push(lost(name, mutation));
      return written && kept ? [{ ...kept, mutation, subgraph: name }] : [];
    }),
  );
  for (const [action, mutations] of doubles(actions))
    problems.push(
      `Action "${action}" is recorded by ${mutations.join(' and ')}: give each mutation its own.`,
    );
  if (problems.length > 0) throw new CompositionError(problems.join('\n'));
  return actions.sort((a, b) => (a.action < b.action ? -1 : 1));
}

const unaudited = (subgraph: string, mutation: string): string =>
  `Mutation.${mutation} (${subgraph}) has no @audit: add @Directive('@audit(action: "noun.verb", subject: "Type")') ` +
  'to its resolver, so that every call leaves an entry.';

const lost = (subgraph: string, mutation: string): string =>
  `The supergraph lost @audit of Mutation.${mutation}: the SDL of ${subgraph} has to @link the audit ` +
  'specification and name it in @composeDirective.';

function mutationsOf(sdl: string): readonly FieldDefinitionNode[] {
  return parse(sdl).definitions.flatMap((definition) =>
    (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION) &&
    definition.name.value === 'Mutation'
      ? (definition.fields ?? [])
      : [],
  );
}

function auditOf(
  field: FieldDefinitionNode | undefined,
): Pick<AuditedAction, 'action' | 'subject' | 'alone'> | null {
  const directive = field?.directives?.find((each) => each.name.value === 'audit');
  if (!directive) return null;
  const value = argumentsOf(directive);
  return { action: String(value.action), subject: String(value.subject), alone: value.alone === true };
}

function argumentsOf(directive: ConstDirectiveNode): Record<string, unknown> {
  return Object.fromEntries(
    (directive.arguments ?? []).map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]),
  );
}

function doubles(actions: readonly AuditedAction[]): [string, string[]][] {
  const byAction = Map.groupBy(actions, (each) => each.action);
  return [...byAction]
    .filter(([, each]) => each.length > 1)
    .map(([action, each]) => [action, each.map(({ mutation }) => mutation)]);
}
