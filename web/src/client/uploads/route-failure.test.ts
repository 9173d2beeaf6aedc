import { describe, expect, it } from 'vitest';
import { failureOfAnswer } from './route-failure.ts';

describe('The failure in the answer of a route', () => {
  it('is what the server says', () => {
    const extensions = { code: 'QUOTA_EXCEEDED', field: 'input.size', requestId: 'r1' };
    const body = JSON.stringify({ errors: [{ message: 'Voll.', extensions }] });
    expect(failureOfAnswer(413, body)).toMatchObject({ message: 'Voll.', ...extensions });
  });

  it.each([
    [401, 'UNAUTHENTICATED'],
    [404, 'NOT_FOUND'],
    [410, 'NOT_FOUND'],
    [409, 'CONFLICT'],
    [423, 'CONFLICT'],
    [429, 'UNAVAILABLE'],
    [502, 'UNAVAILABLE'],
    [400, 'INTERNAL'],
  ])('is told by the status %i when a proxy answers: %s', (status, code) => {
    for (const body of ['', '<html>', 'null', '{"errors":[]}', '{"errors":[null]}']) {
      expect(failureOfAnswer(status, body)).toMatchObject({ code, message: '', field: null });
    }
  });
});
