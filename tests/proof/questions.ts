import {
  getNamedType,
  isLeafType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { exampleOf, idSlotsIn, type IdSlot } from '#runtime/probe/variables.js';

/** How far a path goes: entities entered below the root. Edges, nodes and plain objects do not count. */
export const HOPS = 4;

/** One thing to ask: a root field, a path below it, and the plain fields at the path's end. */
export interface Question {
  readonly field: string;
  readonly kind: 'query' | 'mutation';
  /** Names of fields below the root field, for example `edges.node.space`. */
  readonly path: string;
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly idSlots: readonly IdSlot[];
  /** Free text that filters or searches. */
  readonly textSlots: readonly (readonly string[])[];
  /** `Type.field` of every plain field at the end: a probe each. */
  readonly probes: readonly string[];
}

interface End {
  readonly path: readonly string[];
  readonly selection: string;
  readonly probes: readonly string[];
}

/** Every question about a schema: each path to each type, up to {@link HOPS} entities deep. Nobody lists fields. */
export function questionsAbout(schema: GraphQLSchema): Question[] {
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
  ] as const;
  return roots.flatMap(([kind, root]) =>
    Object.values(root?.getFields() ?? {})
      .filter(({ name }) => !name.startsWith('_'))
      .flatMap((field) => questionsOf(kind, root!, field)),
  );
}

function questionsOf(
  kind: Question['kind'],
  root: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
): Question[] {
  const declared = field.args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const passed = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const type = getNamedType(field.type);
  const own = `${root.name}.${field.name}`;
  const ends: End[] = isLeafType(type) ? [{ path: [], selection: '', probes: [] }] : endsBelow(type, []);
  return ends.map(({ path, selection, probes }, index) => ({
    field: field.name,
    kind,
    path: path.join('.'),
    document: `${kind} Probe${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`} ${selection} }`,
    variables: Object.fromEntries(field.args.map((arg) => [arg.name, exampleOf(arg.type)])),
    idSlots: field.args.flatMap((arg) => idSlotsIn(arg.type, [arg.name])),
    textSlots: field.args
      .filter((arg) => getNamedType(arg.type).name === 'String')
      .map((arg) => [arg.name] as const),
    probes: index === 0 ? [own, ...probes] : probes,
  }));
}

/** `__typename` and `id` on the way tell what was reached; no more, so that a refusal there hides nothing else. */
function endsBelow(type: GraphQLNamedType, above: readonly string[], entered = 0): End[] {
  if (!isObjectType(type)) return [{ path: [], selection: '{ __typename }', probes: [] }];
  const fields = Object.values(type.getFields()).filter(isFree);
  const plain = fields.filter((field) => isLeafType(getNamedType(field.type)));
  const here = hopsAfter(type, entered);
  const end: End = {
    path: [],
    selection: `{ __typename ${plain.map(({ name }) => name).join(' ')} }`,
    probes: plain.map(({ name }) => `${type.name}.${name}`),
  };
  const way = type.getFields()['id'] ? '__typename id' : '__typename';
  const deeper = fields
    .filter((field) => !isLeafType(getNamedType(field.type)))
    .filter((field) => {
      const next = getNamedType(field.type);
      const circles = above.filter((name) => name === next.name).length;
      return hopsAfter(next, here) <= HOPS && (isEntity(next) || circles < 2);
    })
    .flatMap((field) =>
      endsBelow(getNamedType(field.type), [...above, type.name], here).map((below) => ({
        path: [field.name, ...below.path],
        selection: `{ ${way} ${field.name}${shortPage(field)} ${below.selection} }`,
        probes: below.path.length === 0 ? [`${type.name}.${field.name}`, ...below.probes] : below.probes,
      })),
    );
  return [end, ...deeper];
}

const hopsAfter = (type: GraphQLNamedType, before: number): number => before + (isEntity(type) ? 1 : 0);

const isEntity = (type: GraphQLNamedType): boolean =>
  isObjectType(type) && type.getFields()['id'] !== undefined && !/(Edge|Connection)$/.test(type.name);

/** Five of a list tell as much as fifty. */
const shortPage = (field: GraphQLField<unknown, unknown>): string =>
  field.args.some(({ name }) => name === 'first') ? '(first: 5)' : '';

const isFree = ({ args }: GraphQLField<unknown, unknown>): boolean =>
  args.every((arg) => !isNonNullType(arg.type) || arg.defaultValue !== undefined);

/** Every field of every own object type, as `Type.field`. */
export function fieldsOf(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => Object.keys(type.getFields()).map((name) => `${type.name}.${name}`))
    .filter((name) => !/\._(service|entities)$/.test(name));
}
