import {
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
} from 'graphql';
import { idSlotsIn } from '#runtime/probe/variables.js';

/** How far a path goes: entities entered below the root. Edges, nodes and plain objects do not count. */
export const HOPS = 4;

/** A field of any type. */
export type Field = GraphQLField<unknown, unknown>;

/** One field on a path, and the type it is of. */
export interface Step {
  readonly type: GraphQLObjectType;
  readonly field: Field;
}

/** A root field and the steps below it. */
export interface Path {
  readonly kind: 'query' | 'mutation';
  readonly root: Step;
  readonly steps: readonly Step[];
}

/** Every way from a type to the types below it; the way that stays comes first. */
export function pathsBelow(
  type: GraphQLNamedType,
  above: readonly string[],
  entered = 0,
): (readonly Step[])[] {
  if (!isObjectType(type)) return [[]];
  const here = hopsAfter(type, entered);
  const deeper = Object.values(type.getFields())
    .filter((field) => !isPlain(field))
    .filter((field) => {
      const next = getNamedType(field.type);
      const circles = above.filter((name) => name === next.name).length;
      return hopsAfter(next, here) <= HOPS && (isEntity(next) || circles < 2);
    })
    .flatMap((field) =>
      pathsBelow(getNamedType(field.type), [...above, type.name], here).map((below) => [
        { type, field },
        ...below,
      ]),
    );
  return [[], ...deeper];
}

/**
 * Where the arguments below the root are asked with: of each field that takes an id or a text, or needs an argument,
 * on the shortest way to it. Everywhere would be as many questions again for each of them.
 */
export function openingsIn(paths: readonly Path[]): ReadonlyMap<string, string> {
  const shortest = new Map<string, { readonly way: string; readonly length: number }>();
  for (const path of paths.filter(({ kind }) => kind === 'query')) {
    const last = path.steps.at(-1);
    if (!last || !takesArguments(last.field)) continue;
    // What lies at one thing says more than what lies at a list that may be empty.
    const length = path.steps.length + (isListType(getNullableType(path.root.field.type)) ? 0.5 : 0);
    const before = shortest.get(keyOf(last));
    if (!before || length < before.length)
      shortest.set(keyOf(last), { way: wayOf(path, path.steps.length), length });
  }
  return new Map([...shortest].map(([key, { way }]) => [key, way]));
}

/** Whether everything on a path that needs an argument gets one. */
export const canBeAsked = (path: Path, openings: ReadonlyMap<string, string>): boolean =>
  path.steps.every((step, index) => isFree(step.field) || isOpen(path, index, openings));

/** Whether the arguments of a step are asked with. */
export const isOpen = (path: Path, index: number, openings: ReadonlyMap<string, string>): boolean =>
  openings.get(keyOf(path.steps[index]!)) === wayOf(path, index + 1);

/** `Type.field`. */
export const keyOf = ({ type, field }: Step): string => `${type.name}.${field.name}`;

/** `edges.node.space`. */
export const namesOf = (steps: readonly Step[]): string => steps.map(({ field }) => field.name).join('.');

const wayOf = ({ root, steps }: Path, length: number): string =>
  `${keyOf(root)}.${namesOf(steps.slice(0, length))}`;

const takesArguments = (field: Field): boolean =>
  !isFree(field) ||
  field.args.some(
    ({ name, type }) => getNamedType(type).name === 'String' || idSlotsIn(type, [name]).length > 0,
  );

/** Plain fields are asked together; what needs an argument is asked alone. */
export const isPlain = (field: Field): boolean => isLeafType(getNamedType(field.type)) && isFree(field);

const hopsAfter = (type: GraphQLNamedType, before: number): number => before + (isEntity(type) ? 1 : 0);

const isEntity = (type: GraphQLNamedType): boolean =>
  isObjectType(type) && type.getFields()['id'] !== undefined && !/(Edge|Connection)$/.test(type.name);

const isFree = ({ args }: Field): boolean =>
  args.every((arg) => !isNonNullType(arg.type) || arg.defaultValue !== undefined);
