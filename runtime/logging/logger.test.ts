import { describe, expect, it } from 'vitest';
import { createLogger } from './logger.js';

const CANARY = 'kanarienvogel-7Fq2';

function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger({ name: 'test', level: 'trace' }, { write: (line: string) => void lines.push(line) }));
  return lines.join('');
}

describe('The log', () => {
  it.each([
    ['a field', { password: CANARY }],
    ['a nested field', { input: { user: { newPassword: CANARY } } }],
    ['a list', { attempts: [{ code: CANARY }] }],
    ['a header', { headers: { Cookie: `s=${CANARY}`, authorization: CANARY, 'x-kopexa-passport': CANARY } }],
    ['a token', { sessionToken: CANARY, recovery_codes: [CANARY] }],
    ['an error', { err: new Error(`postgres://kopexa:${CANARY}@localhost/kopexa refused`) }],
    ['its cause', { err: new Error('outer', { cause: new Error(`password=${CANARY}`) }) }],
    ['a field of an error', { err: Object.assign(new Error('x'), { detail: CANARY, password: CANARY }) }],
    ['bytes', { key: Buffer.from(CANARY) }],
    ['a map', { all: new Map([['secret', CANARY]]) }],
    ['a database context', { sql: `set kopexa.context = kx1.user.${CANARY}` }],
  ])('does not show a secret in %s', (_where, record) => {
    const text = logged((logger) => logger.info(record, 'Something happened.'));
    expect(text).toContain('Something happened.');
    expect(text).not.toContain(CANARY);
  });

  it.each([`Bearer ${CANARY}`, `token: ${CANARY}`, `"password":"${CANARY}"`, `smtp://user:${CANARY}@mail`])(
    'does not show a secret in the message %s',
    (message) => {
      expect(logged((logger) => logger.warn(message))).not.toContain(CANARY);
    },
  );

  it('does not show a secret bound to a child', () => {
    expect(logged((logger) => logger.child({ token: CANARY }).error('x'))).not.toContain(CANARY);
  });

  it('keeps what helps: message, stack, code, ids', () => {
    const err = Object.assign(new Error('The disk is full.'), { code: 'ENOSPC' });
    const line = JSON.parse(logged((logger) => logger.error({ err, requestId: 'r-1' }, 'Failed.'))) as Record<
      string,
      unknown
    >;
    expect(line).toMatchObject({
      level: 'error',
      name: 'test',
      requestId: 'r-1',
      msg: 'Failed.',
      err: { type: 'Error', message: 'The disk is full.', code: 'ENOSPC' },
    });
  });

  it('survives cycles', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    expect(logged((logger) => logger.info(cycle, 'x'))).toContain('[circular]');
  });
});
