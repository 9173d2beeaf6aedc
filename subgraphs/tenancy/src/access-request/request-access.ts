import { z } from 'zod';
import { invalidInput } from '#runtime/errors/catalogue.js';
import type { Change } from '#runtime/graphql/context.js';
import { isId, newId } from '#runtime/graphql/ids.js';
import { paragraph } from '#runtime/graphql/parse.js';
import type { AccessRequestRepository } from './access-request.repository.js';

/** Topic of the event that tells the people in charge of a request. */
export const ACCESS_REQUESTED_TOPIC = 'tenancy.access_requested';

/** A Space or a document, and why. */
export const requestAccessInput = z.object({
  spaceId: z.string().nullish(),
  documentId: z.string().nullish(),
  message: paragraph({ max: 1000 }),
});

/** What {@link requestAccess} needs. */
export interface RequestAccessTools {
  readonly change: Change;
  readonly accessRequests: Pick<AccessRequestRepository, 'create'>;
}

/**
 * Asks the people in charge for access. The answer, the statements and the audit entry are the same whether
 * the page exists, belongs to somebody else or was made up: the entry names the request, never the Space.
 */
export async function requestAccess(
  { change, accessRequests }: RequestAccessTools,
  input: z.output<typeof requestAccessInput>,
): Promise<true> {
  const { spaceId = null, documentId = null } = input;
  if ((spaceId === null) === (documentId === null)) {
    throw invalidInput(
      'input.documentId',
      'Bitte geben Sie entweder ein Dokument oder einen Space an.',
      'Please give either a document or a Space.',
    );
  }
  const id = newId();
  change.subject(id);
  const known = (value: string | null): string | null => (isId(value) ? value : null);
  await accessRequests.create({
    id,
    spaceId: known(spaceId),
    documentId: known(documentId),
    message: input.message,
  });
  await change.emit(ACCESS_REQUESTED_TOPIC, { requestId: id });
  return true;
}
