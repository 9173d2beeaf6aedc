import { describe, expect, it } from 'vitest';
import { LOGOUT_LIMITS, RESPONSE_LIMITS } from './message.js';
import { readXml, type XmlElement, type XmlLimits } from './xml.js';

/** What something writes into maps, copies of the namespaces in force included. */
function writesOf(work: () => unknown): number {
  let writes = 0;
  const set = Object.getOwnPropertyDescriptor(Map.prototype, 'set');
  const original: unknown = set?.value;
  if (!set || typeof original !== 'function') throw new Error('no Map');
  const counting = function (this: unknown, ...pair: unknown[]): unknown {
    writes += 1;
    return Reflect.apply(original, this, pair);
  };
  Object.defineProperty(Map.prototype, 'set', { ...set, value: counting });
  try {
    work();
  } finally {
    Object.defineProperty(Map.prototype, 'set', set);
  }
  return writes;
}

function read(xml: string, limits: XmlLimits = RESPONSE_LIMITS): XmlElement {
  return readXml(Buffer.from(xml), limits);
}

const nested = (levels: number, declarations: number, inner: string): string => {
  const open = Array.from({ length: levels }, (_level, level) => {
    const names = Array.from({ length: declarations }, (_each, each) => ` xmlns:p${level}_${each}="u"`);
    return `<a${names.join('')}>`;
  });
  return `${open.join('')}${inner}${'</a>'.repeat(levels)}`;
};

/** As Okta and Keycloak write a value. */
const VALUE =
  '<v xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' +
  ' xsi:type="xs:string">group</v>';

describe('reading XML', () => {
  it('costs no more than its limits, however many namespaces surround its elements', () => {
    const attack = nested(39, 60, '<a/>'.repeat(900));
    const refused = writesOf(() => expect(() => read(attack)).toThrow('too many namespaces'));
    expect(refused).toBeLessThan(1000);
    expect(writesOf(() => read(nested(20, 5, '<a/>'.repeat(900))))).toBeLessThan(3000);
  });

  it('costs little where every element declares what is declared around it already', () => {
    expect(writesOf(() => read(nested(1, 50, '<a xmlns:p0_0="u"/>'.repeat(900))))).toBeLessThan(3000);
  });

  it('costs at most a hundred times the elements where each declares something else', () => {
    const changing = nested(2, 45, '<a xmlns:q="1"/><a xmlns:q="2"/>'.repeat(450));
    expect(writesOf(() => read(changing))).toBeLessThan(100 * 1000);
  });

  it('takes the values of somebody in four hundred groups, each with its own namespaces', () => {
    expect(read(`<r>${VALUE.repeat(400)}</r>`).children).toHaveLength(400);
  });

  it('ends at a thousand elements, three attributes each on average, and sixty of one', () => {
    expect(read(`<r>${'<a b="1" c="2" d="3"/>'.repeat(999)}</r>`).children).toHaveLength(999);
    expect(() => read(`<r>${'<a/>'.repeat(1000)}</r>`)).toThrow('elements');
    const many = Array.from({ length: 50 }, (_each, each) => ` a${each}="1"`).join('');
    expect(() => read(`<r>${`<a${many}/>`.repeat(61)}</r>`)).toThrow('attributes');
    expect(() => read(`<a b="${'x'.repeat(4097)}"/>`)).toThrow('attributes');
  });

  it('ends sooner in a message of logout', () => {
    expect(() => read(`<r>${'<a/>'.repeat(150)}</r>`, LOGOUT_LIMITS)).toThrow('elements');
    expect(() => read(`<r>${' '.repeat(32_768)}</r>`, LOGOUT_LIMITS)).toThrow('larger');
  });

  it('resolves a name by the nearest declaration, and forgets it outside', () => {
    const root = read('<r xmlns:p="1"><p:a xmlns:p="2"><p:b/></p:a><p:c xmlns:p="1"/><p:d/></r>');
    expect(root.children.map(({ namespace }) => namespace)).toEqual(['2', '1', '1']);
    expect(root.children[0]?.children[0]?.namespace).toBe('2');
    expect(() => read('<r><a xmlns:p="1"/><p:a/></r>')).toThrow('without a namespace');
    expect(() => read('<r xmlns:xml="http://www.w3.org/XML/1998/namespace"/>')).toThrow('not allowed');
  });
});
