const MASK = '•••';
const DEPTH = 8;

/** Keys whose values never reach a log, compared in lower case without separators. */
const SECRET_KEYS =
  /(password|passwort|passphrase|secret|token|authorization|cookie|passport|credential|apikey|privatekey|masterkey|totp|recoverycode|^otp$|^code$|^codes$|^pin$|^context$|^cipher$|sessionid$)/;

/** Texts that are or hold a secret, wherever they stand. */
const SECRET_TEXTS: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, MASK],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${MASK}`],
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@/]+@/gi, `$1:${MASK}@`],
  [/\bkx1\.[\w.-]+/g, MASK],
  [/\bkpx_\w+/g, MASK],
  [/\b(password|passwort|token|secret|code)(["']?\s*[=:]\s*["']?)[^\s"',;&}]+/gi, `$1$2${MASK}`],
];

/** Masks secrets inside a text. */
export function redactText(text: string): string {
  return SECRET_TEXTS.reduce((result, [pattern, mask]) => result.replace(pattern, mask), text);
}

/**
 * A copy of a value that may be logged: values below secret keys are masked, texts are searched for secrets,
 * errors become `{type, message, code, stack}`, bytes their length; cycles and great depth are cut.
 */
export function redact(value: unknown): unknown {
  return copy(value, 0, new WeakSet());
}

function copy(value: unknown, depth: number, seen: WeakSet<object>): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? '[function]' : value;
  if (value instanceof Date) return value;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (seen.has(value)) return '[circular]';
  if (depth >= DEPTH) return '[deep]';
  seen.add(value);
  const result = isError(value) ? copyError(value, depth, seen) : copyParts(value, depth, seen);
  seen.delete(value);
  return result;
}

function copyParts(value: object, depth: number, seen: WeakSet<object>): unknown {
  if (Array.isArray(value)) return value.slice(0, 100).map((each) => copy(each, depth + 1, seen));
  const entries: [string, unknown][] =
    value instanceof Map ? [...value].map(([k, v]) => [String(k), v]) : Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, each]) => [
      key,
      isSecretKey(key) && each != null ? MASK : copy(each, depth + 1, seen),
    ]),
  );
}

function copyError(error: Error & { code?: unknown }, depth: number, seen: WeakSet<object>): unknown {
  return {
    type: error.name,
    message: redactText(error.message),
    ...(typeof error.code === 'string' ? { code: error.code } : {}),
    stack: redactText(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: copy(error.cause, depth + 1, seen) }),
  };
}

function isError(value: object): value is Error {
  return value instanceof Error || ('stack' in value && 'message' in value && 'name' in value);
}

function isSecretKey(key: string): boolean {
  return SECRET_KEYS.test(key.toLowerCase().replaceAll(/[-_\s]/g, ''));
}
