import { inflateRawSync } from 'node:zlib';
import { CheckFailed } from '../checks.js';
import { MAX_MESSAGE_BYTES } from './names.js';
import { readXml, type XmlElement, type XmlLimits } from './xml.js';
import { XmlRefused } from './xml-text.js';

/** Of a Response: room for some hundred values, of which a provider writes each as an attribute of its own. */
export const RESPONSE_LIMITS: XmlLimits = { maxBytes: MAX_MESSAGE_BYTES, maxElements: 1000 };

/** Of a message of logout, which anybody may send without having begun anything: a subject and up to fifty sessions. */
export const LOGOUT_LIMITS: XmlLimits = { maxBytes: 32_768, maxElements: 150 };

/** Decodes base64, with line breaks at most; `null` for anything else (RFC 4648 §3.3). */
export function base64(text: string): Buffer | null {
  const joined = text.replace(/[\r\n\t ]/g, '');
  const isProper = joined.length > 0 && joined.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(joined);
  return isProper ? Buffer.from(joined, 'base64') : null;
}

/** The bytes of a message that came by a form (Bindings §3.5.4). @throws CheckFailed */
export function posted(field: string | undefined): Buffer {
  if (field === undefined) throw new CheckFailed('saml.message', 'the form has no message');
  if (field.length > 2 * MAX_MESSAGE_BYTES) throw new CheckFailed('saml.message', 'the message is too large');
  const bytes = base64(field);
  if (!bytes) throw new CheckFailed('saml.message', 'the message is not base64');
  return bytes;
}

/** The bytes of a message that came by a redirect: deflated, and no more than 64 KiB of it (Bindings §3.4.4.1). */
export function redirected(field: string | undefined): Buffer {
  const bytes = field === undefined ? null : base64(field);
  if (!bytes) throw new CheckFailed('saml.message', 'the message is not base64');
  try {
    return inflateRawSync(bytes, { maxOutputLength: 65_536 });
  } catch {
    throw new CheckFailed('saml.message', 'the message does not inflate to at most 64 KiB');
  }
}

/** Reads a message by the guard. @throws CheckFailed */
export function readMessage(bytes: Buffer, limits: XmlLimits): XmlElement {
  try {
    return readXml(bytes, limits);
  } catch (error) {
    if (error instanceof XmlRefused) throw new CheckFailed('saml.markup', error.message);
    throw error;
  }
}
