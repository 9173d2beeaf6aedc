import { getNamedType, isLeafType, isObjectType, type GraphQLArgument, type GraphQLSchema } from 'graphql';
import { exampleOf, idSlotsIn, type IdSlot } from '#runtime/probe/variables.js';
import {
  canBeAsked,
  isOpen,
  isPlain,
  keyOf,
  namesOf,
  openingsIn,
  pathsBelow,
  type Field,
  type Path,
  type Step,
} from './question-paths.js';

/** A place for an id: its variable, and what says what it takes. */
export interface IdPlace extends IdSlot {
  /** The argument's own name, or that of the input's field. */
  readonly name: string;
  /** The type that the field with the argument returns, by name. */
  readonly returned: string;
}

/** One thing to ask: a root field, a path below it, and the plain fields at the path's end. */
export interface Question {
  readonly field: string;
  readonly kind: 'query' | 'mutation';
  /** Names of fields below the root field, for example `edges.node.space`. */
  readonly path: string;
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly idSlots: readonly IdPlace[];
  /** Free text that filters or searches. */
  readonly textSlots: readonly (readonly string[])[];
  /** `Type.field` of every plain field at the end: a probe each. */
  readonly probes: readonly string[];
  /** `Type.field` of the fields on the way whose arguments are asked with, and the path of the last; mostly none. */
  readonly opened: readonly string[];
  readonly openedAt: string;
}

/** Every question about a schema: each path to each type, up to {@link HOPS} entities deep. Nobody lists fields. */
export function questionsAbout(schema: GraphQLSchema): Question[] {
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
  ] as const;
  const paths = roots.flatMap(([kind, type]) =>
    Object.values(type?.getFields() ?? {})
      .filter(({ name }) => !name.startsWith('_'))
      .flatMap((field) =>
        pathsBelow(getNamedType(field.type), []).map((steps) => ({
          ...{ kind, steps },
          root: { type: type!, field },
        })),
      ),
  );
  const openings = openingsIn(paths);
  return paths.filter((path) => canBeAsked(path, openings)).map((path) => questionOf(path, openings));
}

/** An argument that is asked with, and the variable for it. */
interface Asked {
  readonly variable: string;
  readonly argument: GraphQLArgument;
  readonly returned: string;
}

const askedWith = ({ field }: Step, prefix: string): Asked[] =>
  field.args
    // Five of a list tell as much as fifty.
    .filter(({ name }) => prefix === '' || name !== 'first')
    .map((argument) => ({
      argument,
      variable: prefix + argument.name,
      returned: getNamedType(field.type).name,
    }));

function questionOf(path: Path, openings: ReadonlyMap<string, string>): Question {
  const { kind, root, steps } = path;
  const below = steps.map((step, index) =>
    isOpen(path, index, openings) ? askedWith(step, `${keyOf(step).replace('.', '_')}_`) : [],
  );
  const own = askedWith(root, '');
  const asked = [...own, ...below.flat()];
  const last = steps.at(-1) ?? root;
  const end = getNamedType(last.field.type);
  const plain = isObjectType(end) ? Object.values(end.getFields()).filter(isPlain) : [];
  const open = steps.filter((_step, index) => isOpen(path, index, openings));
  const declared = asked.map(({ variable, argument }) => `$${variable}: ${String(argument.type)}`).join(', ');
  const selection = steps.reduceRight(
    (inner, step, index) =>
      `{ ${isObjectType(step.type) && step.type.getFields()['id'] ? '__typename id' : '__typename'} ` +
      `${step.field.name}${passed(below[index] ?? [], step.field)} ${inner} }`,
    isLeafType(end) ? '' : `{ __typename ${plain.map(({ name }) => name).join(' ')} }`,
  );
  return {
    ...{ field: root.field.name, kind, path: namesOf(steps) },
    document: `${kind} Probe${declared && `(${declared})`} { ${root.field.name}${passed(own)} ${selection} }`,
    variables: Object.fromEntries(
      asked.map(({ variable, argument }) => [
        variable,
        exampleOf(argument.type) ?? argument.defaultValue ?? null,
      ]),
    ),
    idSlots: asked.flatMap(placesIn),
    textSlots: asked
      .filter(({ argument }) => getNamedType(argument.type).name === 'String')
      .map(({ variable }) => [variable] as const),
    probes: [keyOf(last), ...plain.map(({ name }) => `${end.name}.${name}`)],
    opened: open.map(keyOf),
    openedAt: open.length === 0 ? '' : namesOf(steps.slice(0, steps.indexOf(open.at(-1)!) + 1)),
  };
}

function passed(asked: readonly Asked[], below?: Field): string {
  const few = below?.args.some(({ name }) => name === 'first') ? ['first: 5'] : [];
  const all = [...few, ...asked.map(({ argument, variable }) => `${argument.name}: $${variable}`)];
  return all.length === 0 ? '' : `(${all.join(', ')})`;
}

const placesIn = ({ argument, variable, returned }: Asked): IdPlace[] =>
  idSlotsIn(argument.type, [variable]).map((slot) => ({
    ...{ ...slot, returned },
    name: slot.path.length === 1 ? argument.name : (slot.path.at(-1) ?? ''),
  }));

/** Every field of every own object type, as `Type.field`. */
export function fieldsOf(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => Object.keys(type.getFields()).map((name) => `${type.name}.${name}`))
    .filter((name) => !/\._(service|entities)$/.test(name));
}
