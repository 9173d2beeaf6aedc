import { KopexaError, type ErrorCode } from '#runtime/errors/catalogue.js';

/** RFC 7644 §3.12, table 9, as far as anything here means it. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue';

/** Media type of every answer (RFC 7644 §3.1). */
export const SCIM_JSON = 'application/scim+json';

const ERROR_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:Error';
const CODES: Readonly<Record<number, ErrorCode>> = {
  400: 'INVALID_INPUT',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  412: 'CONFLICT',
  413: 'TOO_LARGE',
};

/**
 * A refusal in the words of SCIM. Directories are machines: the detail is English, and says the way out.
 *
 * @param status HTTP status, one of 400, 403, 404, 409, 412, 413
 */
export function scimError(status: number, detail: string, scimType: ScimType | null = null): KopexaError {
  return new KopexaError(CODES[status] ?? 'INVALID_INPUT', {
    message: { de: detail, en: detail },
    details: { scim: { status, scimType } },
  });
}

/** What an attribute or a value got wrong. */
export const invalidValue = (detail: string): KopexaError => scimError(400, detail, 'invalidValue');

const STATUS: Partial<Record<ErrorCode, number>> = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  CONFLICT: 409,
  TOO_LARGE: 413,
  INVALID_INPUT: 400,
  UNAVAILABLE: 503,
};

const DETAILS: Partial<Record<ErrorCode, string>> = {
  NOT_FOUND: 'There is no such resource.',
  FORBIDDEN: 'A directory may not do this: owners and supporters are changed in the console.',
  CONFLICT: 'Another resource has this userName, displayName or externalId, or had it before.',
  UNAVAILABLE: 'The service cannot be reached right now. Try again shortly.',
};

/** The answer to a failure, or `null` for one that is nobody's business. */
export function scimErrorResponse(error: unknown): Response | null {
  if (!(error instanceof KopexaError)) return null;
  const said = error.options.details?.['scim'] as { status: number; scimType: ScimType | null } | undefined;
  const status = said?.status ?? STATUS[error.code];
  if (status === undefined) return null;
  const scimType = said ? said.scimType : typeOf(error.code);
  const detail = error.options.message?.en ?? DETAILS[error.code] ?? error.text('en');
  const body = { schemas: [ERROR_SCHEMA], ...(scimType ? { scimType } : {}), detail, status: String(status) };
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': SCIM_JSON } });
}

function typeOf(code: ErrorCode): ScimType | null {
  if (code === 'CONFLICT') return 'uniqueness';
  return code === 'INVALID_INPUT' ? 'invalidValue' : null;
}
