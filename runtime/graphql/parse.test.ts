import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { KopexaError } from '../errors/catalogue.js';
import { line, mailAddress, paragraph, parse } from './parse.js';

const schema = z.object({ value: line({ max: 20 }) });
const refusal = (type: z.ZodType, value: unknown): KopexaError => {
  try {
    parse(z.object({ value: type }), { value });
  } catch (error) {
    return error as KopexaError;
  }
  throw new Error(`${JSON.stringify(value)} was taken.`);
};

describe('input that people typed', () => {
  it('is trimmed and brought to one form', () => {
    expect(parse(schema, { value: '  Mu\u0308ller ' })).toEqual({ value: 'Müller' });
    expect(parse(z.object({ value: mailAddress }), { value: ' Ada@Firma.DE ' })).toEqual({
      value: 'ada@firma.de',
    });
  });

  it.each([
    ['a control character', 'a\u0000b'],
    ['a change of direction', 'a\u202eb'],
    ['half a surrogate pair', 'a\ud800b'],
  ])('is refused with %s, wherever it may stand', (_name, text) => {
    for (const [type, value] of [
      [line({ max: 20 }), text],
      [paragraph({ max: 20 }), text],
      [mailAddress, `${text}@firma.de`],
    ] as const) {
      const error = refusal(type, value);
      expect([error.code, error.options.field]).toEqual(['INVALID_INPUT', 'input.value']);
      expect(error.options.message?.de).toMatch(/\S/);
    }
  });
});
