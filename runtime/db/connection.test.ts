import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { connectionTo } from './connection.js';

const URL_OF = 'postgres://login:word@database:5432/kopexa';

it('A connection string without TLS stays as it is', () => {
  expect(connectionTo(URL_OF)).toEqual({ connectionString: URL_OF });
});

it.each(['require', 'prefer', 'verify-ca', 'no-verify'])(
  'A mode that verifies less than it says is refused: %s',
  (mode) => {
    expect(() => connectionTo(`${URL_OF}?sslmode=${mode}`)).toThrow(/use sslmode=verify-full/);
  },
);

it('Authorities without a mode are refused: they would not be asked', () => {
  expect(() => connectionTo(`${URL_OF}?sslrootcert=/ca.pem`)).toThrow(/use sslmode=verify-full/);
});

it('The authorities are read again when their file changes, however often the options were copied', () => {
  const folder = mkdtempSync(join(tmpdir(), 'connection-'));
  const file = join(folder, 'ca.pem');
  writeFileSync(file, 'first');
  const { connectionString, ssl } = connectionTo(
    `${URL_OF}?sslmode=verify-full&sslrootcert=${encodeURIComponent(file)}`,
  );
  expect(connectionString).toBe(URL_OF);
  // What pg does for each connection.
  const copied = (): object => Object.assign({ rejectUnauthorized: false }, ssl);
  expect(copied()).toMatchObject({ ca: 'first', rejectUnauthorized: true });
  writeFileSync(file, 'second');
  utimesSync(file, new Date(), new Date(Date.now() + 5_000));
  expect(copied()).toMatchObject({ ca: 'second' });
  rmSync(folder, { recursive: true, force: true });
});
