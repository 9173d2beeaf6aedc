/** Why bytes are not XML that we take; the message is for those who set the connection up. */
export class XmlRefused extends Error {
  override readonly name = 'XmlRefused';
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The characters of a document. @throws XmlRefused */
export function decode(bytes: Buffer): string {
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new XmlRefused('not UTF-8');
  }
  // eslint-disable-next-line no-control-regex -- these are what XML 1.0 §2.2 forbids
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)) {
    throw new XmlRefused('a character that XML does not allow');
  }
  return text;
}

/** A text or a value with its references decoded. @throws XmlRefused */
export function unescape(raw: string): string {
  if (raw.includes(']]>')) throw new XmlRefused('the end of a CDATA section in a text');
  return raw.replace(/&([^;&]{0,12};?)/g, (_all, reference: string) => {
    const entity = /^([a-z]+);$/.exec(reference)?.[1];
    if (entity !== undefined && Object.hasOwn(ENTITIES, entity)) return ENTITIES[entity] ?? '';
    const code = /^#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}));$/.exec(reference);
    if (!code) throw new XmlRefused('a reference to an entity');
    return character(code[1] === undefined ? Number(code[2]) : Number.parseInt(code[1], 16));
  });
}

/** XML 1.0 §2.2, Char. */
function character(code: number): string {
  const isAllowed =
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff);
  if (!isAllowed) throw new XmlRefused('a reference to a character that XML does not allow');
  return String.fromCodePoint(code);
}
