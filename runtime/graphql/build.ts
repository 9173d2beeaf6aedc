import { buildSubgraphSchema, printSubgraphSchema } from '@apollo/subgraph';
import {
  isObjectType,
  parse,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { buildSchema, createResolversMap, type NonEmptyArray } from 'type-graphql';
import { assertAllowed, compileRules, findRuleFaults } from '../access/compile.js';
import type { RuleMap } from '../access/rules.js';
import { AUDIT_SDL, AUDIT_SPEC, auditSpecOf, findAuditFaults, type AuditSpec } from '../audit/directive.js';
import type { Context } from './context.js';
import { isId } from './ids.js';

// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- type-graphql's own type for classes
type Class = Function;

/** Resolves references of one entity type; must batch through `ctx.load` and go through row-level security. */
export type ReferenceResolver<Services> = {
  // A method, so that rooms with different services fit into one list (methods are compared bivariantly).
  resolve(reference: { readonly id: string }, ctx: Context<Services>): Promise<object | null>;
}['resolve'] & {
  /** What an id of this type looks like, where it is no uuid. */
  readonly isId?: (id: unknown) => boolean;
};

/** What the schema of a subgraph is made of. */
export interface SchemaParts<Services> {
  readonly name: string;
  readonly resolvers: NonEmptyArray<Class>;
  readonly orphanedTypes?: Class[];
  readonly references: Readonly<Record<string, ReferenceResolver<Services>>>;
  readonly rules: RuleMap;
}

/** Runs a mutation inside the audit envelope. */
export type RunAudited = (
  ctx: unknown,
  spec: AuditSpec,
  args: unknown,
  /** Throws when the field's rule refuses. */
  assertMay: () => void,
  work: () => Promise<unknown>,
) => Promise<unknown>;

const LINKS = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@provides", "@requires", "@composeDirective"])
  @link(url: "${AUDIT_SPEC}", import: ["@audit"])
  @composeDirective(name: "@audit")
`;

/** A federated schema and the SDL that composition reads. */
export interface BuiltSchema {
  readonly schema: GraphQLSchema;
  readonly sdl: string;
}

/**
 * Builds the federated schema from type-graphql resolvers and puts rules and audit around them.
 *
 * Throws one error that lists every field without a rule and every mutation without `@audit`: the first of
 * the four fences.
 */
export async function buildSubgraph<Services>(
  parts: SchemaParts<Services>,
  runAudited: RunAudited,
): Promise<BuiltSchema> {
  const plain = await buildSchema({
    resolvers: parts.resolvers,
    orphanedTypes: parts.orphanedTypes ?? [],
    validate: false,
    skipCheck: true,
  });
  const sdl = `${LINKS}\n${AUDIT_SDL}\n\n${printSubgraphSchema(plain)}`;
  const resolvers = createResolversMap(plain) as Record<string, Record<string, unknown>>;
  for (const [type, resolve] of Object.entries(parts.references)) {
    resolvers[type] = { ...resolvers[type], __resolveReference: referenceOf(resolve) };
  }
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
  const faults = [
    ...findRuleFaults(schema, parts.rules, parts.name),
    ...findAuditFaults(schema),
    ...findReferenceFaults(schema, parts),
  ];
  if (faults.length > 0)
    throw new Error(`The subgraph ${parts.name} does not build:\n- ${faults.join('\n- ')}`);
  compileRules(schema, parts.rules);
  wrapMutations(schema, parts.rules, runAudited);
  return { schema, sdl };
}

/**
 * A malformed id is one that does not exist. federation-js writes `__typename` onto what a reference resolver
 * returns: never a shared or frozen object.
 */
function referenceOf<Services>(resolve: ReferenceResolver<Services>) {
  return async (reference: { id: string }, ctx: Context<Services>): Promise<object | null> => {
    if (!(resolve.isId ?? isId)(reference.id)) return null;
    const found = await resolve(reference, ctx);
    return found
      ? Object.assign(Object.create(Object.getPrototypeOf(found) as object) as object, found)
      : null;
  };
}

/** Without a resolver federation-js would answer with whatever the caller wrote into the reference. */
function findReferenceFaults<Services>(schema: GraphQLSchema, parts: SchemaParts<Services>): string[] {
  const unknown = Object.keys(parts.references)
    .filter((name) => !isObjectType(schema.getType(name)))
    .map((name) => `A reference resolver is given for ${name}, which is no type of ${parts.name}.`);
  const echoing = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && isResolvable(type) && !(type.name in parts.references))
    .map(
      ({ name }) => `${name} has a @key and no reference resolver: give one in the subgraph's references.`,
    );
  return [...unknown, ...echoing];
}

function isResolvable(type: GraphQLObjectType): boolean {
  const keys = type.astNode?.directives?.filter(({ name }) => name.value === 'key') ?? [];
  return keys.some(
    (key) =>
      !key.arguments?.some(
        ({ name, value }) => name.value === 'resolvable' && 'value' in value && !value.value,
      ),
  );
}

/** Audit is the outermost wrapper: a denial by a rule is an entry too. */
function wrapMutations(schema: GraphQLSchema, rules: RuleMap, runAudited: RunAudited): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const spec = auditSpecOf(field)!;
    const inner = field.resolve!;
    const resolve: GraphQLFieldResolver<unknown, unknown> = (parent, args, ctx, info) =>
      runAudited(
        ctx,
        spec,
        args,
        () => assertAllowed(rules, 'Mutation', field.name, ctx),
        async () => await inner(parent, args, ctx, info),
      );
    field.resolve = resolve;
  }
}
