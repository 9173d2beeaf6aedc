import { attributeName, parsePath, type Filter } from './filter.js';
import { scimError } from './scim-error.js';
import { attributeOf, isObject, type ScimObject } from './scim-value.js';

/** One change of a PATCH (RFC 7644 §3.5.2), its target taken apart. */
export interface PatchStep {
  readonly op: 'add' | 'replace' | 'remove';
  /** Name of the attribute in lower case, with its part: `name.familyname`. */
  readonly attribute: string;
  /** Which values of a list, from `emails[type eq "work"]`. */
  readonly where: Filter | null;
  /** A part of each of these values, from `emails[type eq "work"].value`. */
  readonly sub: string | null;
  readonly value: unknown;
}

/** Most changes of one PATCH; an operation without a path counts once for each attribute of its value. */
const MOST_OPERATIONS = 500;
const OPS = ['add', 'replace', 'remove'] as const;

/**
 * The steps of a PATCH in their order. An operation without a path sets each attribute of its value; names with a
 * dot are taken as paths, as directories send them.
 *
 * @throws KopexaError 400 invalidSyntax, invalidPath, noTarget; 413
 */
export function patchSteps(body: ScimObject): PatchStep[] {
  const operations = attributeOf(body, 'Operations');
  if (!Array.isArray(operations) || operations.length === 0)
    throw scimError(400, 'Operations must be a list with at least one operation.', 'invalidSyntax');
  if (operations.length > MOST_OPERATIONS) throw tooMany();
  const steps = (operations as readonly unknown[]).flatMap(stepsOf);
  if (steps.length > MOST_OPERATIONS) throw tooMany();
  return steps;
}

const tooMany = () => scimError(413, `A PATCH has ${MOST_OPERATIONS} operations at most: send several.`);

function stepsOf(operation: unknown): PatchStep[] {
  if (!isObject(operation)) throw scimError(400, 'Each operation must be an object.', 'invalidSyntax');
  const name = attributeOf(operation, 'op');
  const op = OPS.find((each) => typeof name === 'string' && each === name.toLowerCase());
  if (!op) throw scimError(400, 'op must be add, replace or remove.', 'invalidSyntax');
  const path = attributeOf(operation, 'path');
  const value = attributeOf(operation, 'value');
  if (path === undefined || path === null || path === '') return withoutPath(op, value);
  if (typeof path !== 'string' || path.length > 4_000) throw noPath(path);
  return targeted(op, path, value);
}

function withoutPath(op: PatchStep['op'], value: unknown): PatchStep[] {
  if (op === 'remove') throw scimError(400, 'remove needs a path.', 'noTarget');
  if (!isObject(value)) throw scimError(400, 'Without a path the value must be an object.', 'invalidSyntax');
  return Object.entries(value).flatMap(([name, each]) => targeted(op, name, each));
}

function targeted(op: PatchStep['op'], path: string, value: unknown): PatchStep[] {
  const attribute = attributeName(path);
  // Extensions are accepted and not kept.
  if (attribute.startsWith('urn:')) return [];
  const parsed = parsePath(path);
  if (!parsed) throw noPath(path);
  const { where, sub } = parsed;
  if (where) return [{ op, attribute: parsed.attribute, where, sub, value }];
  const whole = sub === null ? parsed.attribute : `${parsed.attribute}.${sub}`;
  // What a complex attribute is set to is set part by part.
  if (whole === 'name') return ofName(op, value);
  return [{ op, attribute: whole, where: null, sub: null, value }];
}

function ofName(op: PatchStep['op'], value: unknown): PatchStep[] {
  const step = { op, where: null, sub: null };
  if (op === 'remove')
    return ['formatted', 'givenname', 'familyname'].map((part) => ({
      ...step,
      attribute: `name.${part}`,
      value: null,
    }));
  if (!isObject(value)) throw scimError(400, 'name must be an object.', 'invalidValue');
  return Object.entries(value).map(([part, each]) => ({
    ...step,
    attribute: `name.${part.toLowerCase()}`,
    value: each,
  }));
}

const noPath = (path: unknown) =>
  scimError(400, `This is no path: ${String(path).slice(0, 80)}`, 'invalidPath');
