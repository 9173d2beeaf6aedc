import { invalidInput, notFound } from '#runtime/errors/catalogue.js';
import { isId } from '#runtime/graphql/ids.js';
import type { Place } from './access.repository.js';

/** Clocks of people run ahead a little; what they call now is now. */
const TOLERANCE_MS = 60_000;

/** The moment to ask about, `null` for the present. Throws INVALID_INPUT for the future. */
export function checkMoment(at: Date | null | undefined, now: Date): Date | null {
  if (at === null || at === undefined) return null;
  if (at.getTime() > now.getTime() + TOLERANCE_MS) {
    throw invalidInput(
      'at',
      'Dieser Zeitpunkt liegt in der Zukunft. Wählen Sie einen vergangenen, oder lassen Sie ihn weg: Dann gilt jetzt.',
      'This moment lies in the future. Choose one in the past, or leave it out: that means now.',
    );
  }
  return at.getTime() >= now.getTime() ? null : at;
}

/** The place to ask about. Throws INVALID_INPUT when two are named, NOT_FOUND for what is no id. */
export function checkPlace(spaceId: string | null | undefined, documentId: string | null | undefined): Place {
  if (spaceId && documentId) {
    throw invalidInput(
      'documentId',
      'Nennen Sie entweder einen Space oder ein Dokument, oder keines von beiden für die Organization.',
      'Name either a Space or a document, or neither for the Organization.',
    );
  }
  if (spaceId && !isId(spaceId)) throw notFound('Space', spaceId);
  if (documentId && !isId(documentId)) throw notFound('Document', documentId);
  return { spaceId: spaceId ?? null, documentId: documentId ?? null };
}

/** Whom to ask about: a person, a service account, or with neither the reader. */
export function checkPrincipal(
  userId: string | null | undefined,
  serviceAccountId: string | null | undefined,
  reader: string | null,
): string {
  if (userId && serviceAccountId) {
    throw invalidInput(
      'serviceAccountId',
      'Nennen Sie entweder eine Person oder ein Dienstkonto, oder keines von beiden für sich selbst.',
      'Name either a person or a service account, or neither for yourself.',
    );
  }
  const id = userId ?? serviceAccountId ?? reader;
  if (!id || !isId(id)) throw notFound(serviceAccountId ? 'ServiceAccount' : 'User', id ?? '');
  return id;
}
