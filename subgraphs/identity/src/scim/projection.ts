import { attributeName } from './filter.js';
import { isObject, type ScimObject } from './scim-value.js';

/** Always there (RFC 7643 §7, `returned: always`). */
const ALWAYS = new Set(['schemas', 'id']);

/**
 * A resource with the attributes that were asked for, or without those that were not (RFC 7644 §3.9): `attributes`
 * counts when both are given. Names may have a part: `name.familyName`.
 */
export function project(resource: ScimObject, query: Readonly<Record<string, string>>): ScimObject {
  const wanted = namesOf(query['attributes']);
  if (wanted.length > 0) return pick(resource, (name) => reach(wanted, name));
  const unwanted = namesOf(query['excludedAttributes']);
  return unwanted.length > 0
    ? pick(resource, (name) =>
        unwanted.includes(name) ? 'none' : reach(unwanted, name) === 'part' ? 'rest' : 'all',
      )
    : resource;

  function pick(of: ScimObject, decide: (name: string) => 'all' | 'none' | 'part' | 'rest'): ScimObject {
    return Object.fromEntries(
      Object.entries(of).flatMap(([key, value]) => {
        const name = key.toLowerCase();
        const decision = ALWAYS.has(name) ? 'all' : decide(name);
        if (decision === 'none') return [];
        const list = decision === 'part' ? wanted : namesOf(query['excludedAttributes']);
        return [[key, decision === 'all' ? value : partsOf(value, name, list, decision === 'part')]];
      }),
    );
  }
}

/** Whether an attribute is named whole, in part or not at all. */
function reach(names: readonly string[], name: string): 'all' | 'none' | 'part' {
  if (names.includes(name)) return 'all';
  return names.some((each) => each.startsWith(`${name}.`)) ? 'part' : 'none';
}

function partsOf(value: unknown, name: string, names: readonly string[], keep: boolean): unknown {
  if (Array.isArray(value)) return value.map((each) => partsOf(each, name, names, keep));
  if (!isObject(value)) return value;
  const isNamed = (part: string): boolean => names.includes(`${name}.${part.toLowerCase()}`);
  return Object.fromEntries(Object.entries(value).filter(([part]) => isNamed(part) === keep));
}

function namesOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((each) => attributeName(each.trim()))
    .filter((each) => each !== '')
    .slice(0, 50);
}
