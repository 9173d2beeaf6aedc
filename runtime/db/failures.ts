import { KopexaError, type ErrorCode } from '../errors/catalogue.js';

const CODES: Readonly<Record<string, ErrorCode>> = {
  KX404: 'NOT_FOUND',
  KX403: 'FORBIDDEN',
  KX409: 'CONFLICT',
  KX422: 'INVALID_INPUT',
  KXLST: 'LAST_OWNER',
  KXSTP: 'STEP_UP_REQUIRED',
};

// Lost or refused connections, time-outs, deadlocks: nothing was changed and trying again may help.
const PASSING = new Set([
  ...['57P01', '57P02', '57P03', '57014', '25P04', '55P03', '40P01', '40001', '53300'],
  ...['08000', '08001', '08003', '08006', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'],
]);
const LOST =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying)/;

/** Whether a prepared statement is out of date (a migration changed a table, a pooler reset): prepare it again. */
export function isStalePlan(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return code === '26000' || (code === '0A000' && message === 'cached plan must not change result type');
}

/**
 * Turns what our functions raise (`KX…`) into the catalogue's errors and what passes by itself into
 * UNAVAILABLE; everything else stays as it is and ends as INTERNAL. A message of KX422 reads `field|German|English`. A write that RLS refused (42501 on a
 * policy) is FORBIDDEN: the use case's policy should have said so before.
 */
export function translateDatabaseError(error: unknown): unknown {
  const pgError = error as { code?: string; message?: string; cause?: unknown };
  const code = pgError.code ?? (pgError.cause as { code?: string } | undefined)?.code;
  if ((code !== undefined && PASSING.has(code)) || LOST.test(pgError.message ?? ''))
    return new KopexaError('UNAVAILABLE', { cause: error });
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
