import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';

/** Where tests ask for the prepared data of their run; only runs that prepare some set it. */
export const PREPARED_PORT = 'KOPEXA_TEST_PREPARED_PORT';

/** What the run answers: the data directory of a stopped demo, or why there is none. */
export type PreparedAnswer = { readonly dataDirectory: string } | { readonly error: string };

/**
 * Puts a copy of the demo's data at `to`, as its first start left them.
 *
 * A start that goes on with data takes half the time of a first one. In a run that prepares none, nothing is put
 * there and the product sets itself up.
 */
export async function copyPreparedData(to: string): Promise<void> {
  const port = process.env[PREPARED_PORT];
  if (port === undefined) return;
  const answer = JSON.parse(await text(connect(Number(port), '127.0.0.1'))) as PreparedAnswer;
  if ('error' in answer) throw new Error(`The demo could not be prepared: ${answer.error}`);
  mkdirSync(dirname(to), { recursive: true });
  // With owners and modes: PostgreSQL refuses data that others may read.
  await promisify(execFile)('cp', ['-Rp', answer.dataDirectory, to]);
}
