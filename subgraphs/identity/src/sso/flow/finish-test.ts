import type { Keyring } from '#runtime/crypto/keyring.js';
import { KopexaError } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { newId } from '#runtime/graphql/ids.js';
import type { Origin } from '../../ports.js';
import { hashToken } from '../../session/session-token.js';
import type { FlowRepository } from './flow.repository.js';
import { openJudged } from './sealed.js';

/** What keeping a test run needs. */
export interface TestTools {
  readonly flow: FlowRepository;
  readonly keyring: Keyring;
  readonly origin: Origin;
  readonly accountId: string;
  readonly change: Pick<Change, 'subject' | 'note'>;
}

/**
 * Keeps what came of a test run, whether every check passed or not; returns its id. Only the person who began it may, in
 * the browser and the Organization in which it began; for everybody else it is LINK_EXPIRED, like one that is over.
 */
export async function finishTest(tools: TestTools, arrival: string): Promise<string> {
  const { browser } = tools.origin;
  const handleHash = hashToken(arrival);
  const taken = browser ? await tools.flow.takeTest(handleHash, browser) : null;
  if (!taken) throw new KopexaError('LINK_EXPIRED');
  tools.change.subject(taken.connectionId);
  const judged = openJudged(tools.keyring, handleHash, taken.sealed);
  const id = newId();
  await tools.flow.keepTestRun({
    id,
    connectionId: taken.connectionId,
    version: taken.version,
    accountId: tools.accountId,
    judged,
  });
  tools.change.note({
    ...{ entity: 'TestRun', id, field: 'is_ok', class: 'technical' },
    after: judged.ok,
  });
  return id;
}
