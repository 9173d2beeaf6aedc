import { KopexaError, type ErrorCode } from '../errors/catalogue.js';

const CODES: Readonly<Record<string, ErrorCode>> = {
  KX404: 'NOT_FOUND',
  KX403: 'FORBIDDEN',
  KX409: 'CONFLICT',
  KX422: 'INVALID_INPUT',
  KXLST: 'LAST_OWNER',
};

/**
 * Turns what our functions raise (`KX…`) into the catalogue's errors; everything else stays as it is and
 * ends as INTERNAL. A message of KX422 reads `field|German|English`. A write that RLS refused (42501 on a
 * policy) is FORBIDDEN: the use case's policy should have said so before.
 */
export function translateDatabaseError(error: unknown): unknown {
  const pgError = error as { code?: string; message?: string; cause?: unknown };
  const code = pgError.code ?? (pgError.cause as { code?: string } | undefined)?.code;
  if (code === undefined) return error;
  if (code === '42501' && /row-level security/.test(pgError.message ?? '')) {
    return new KopexaError('FORBIDDEN', { cause: error });
  }
  const known = CODES[code];
  if (!known) return error;
  if (known !== 'INVALID_INPUT') return new KopexaError(known, { cause: error });
  const [field, de, en] = (pgError.message ?? '').split('|');
  return new KopexaError(known, { field, message: { de: de ?? '', en: en ?? '' }, cause: error });
}
