import { GraphQLError } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import { publicError } from './format.js';

const told = (message: string, code: string) => {
  const report = vi.fn();
  const thrown = new GraphQLError(message, { extensions: { code } });
  return { report, ...publicError(thrown, undefined, { locale: 'en', requestId: 'r', report }) };
};

describe('what a client is told', () => {
  it.each([
    ['Variable "$input" got invalid value "soon" at "input.from"; DateTime cannot …', 'input.from'],
    ['Variable "$input" got invalid value 7 at "input.ids[0]"; ID cannot …', 'input.ids[0]'],
    ['Variable "$first" got invalid value "x"; Int cannot …', 'first'],
  ])('names the place of a value that does not fit: %s', (message, field) => {
    const answer = told(message, 'BAD_USER_INPUT');
    expect(answer.extensions).toEqual({ code: 'INVALID_INPUT', requestId: 'r', field });
    expect(answer.message).not.toContain('cannot');
    expect(answer.report).not.toHaveBeenCalled();
  });

  it('says nothing of what went wrong inside', () => {
    const answer = told('relation "canary" does not exist', 'INTERNAL_SERVER_ERROR');
    expect(answer.extensions).toEqual({ code: 'INTERNAL', requestId: 'r' });
    expect(answer.message).not.toContain('canary');
    expect(answer.report).toHaveBeenCalledOnce();
  });
});
