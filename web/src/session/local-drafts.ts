const PREFIX = 'kopexa.draft.';

/** What a person typed and the server has not confirmed yet. */
export interface LocalDraft {
  title: string;
  body: Record<string, unknown>;
  /** Revision of the document that the typing started from. */
  baseRevision: number;
  /** Milliseconds since 1970. */
  at: number;
  /** Marks of texts that were sent from that revision on and never answered. */
  unanswered?: readonly string[];
}

/** Keeps unconfirmed typing on this device; synchronous, so that a closed tab loses nothing. */
export function keepLocalDraft(userId: string, documentId: string, draft: LocalDraft): boolean {
  try {
    localStorage.setItem(keyOf(userId, documentId), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** Unconfirmed typing of this person in this document, if any. */
export function readLocalDraft(userId: string, documentId: string): LocalDraft | null {
  try {
    const text = localStorage.getItem(keyOf(userId, documentId));
    return text === null ? null : checked(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Removes one draft after the server confirmed it, or the person gave it up. */
export function dropLocalDraft(userId: string, documentId: string): void {
  try {
    localStorage.removeItem(keyOf(userId, documentId));
  } catch {
    // Without storage there was nothing kept.
  }
}

/** Removes every draft from this device: at sign-out. */
export function forgetLocalDrafts(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  } catch {
    // Without storage there was nothing kept.
  }
}

function keyOf(userId: string, documentId: string): string {
  return `${PREFIX}${userId}.${documentId}`;
}

function checked(value: unknown): LocalDraft | null {
  const draft = value as Partial<LocalDraft> | null;
  const whole =
    typeof draft?.title === 'string' &&
    typeof draft.body === 'object' &&
    typeof draft.baseRevision === 'number' &&
    typeof draft.at === 'number' &&
    (draft.unanswered === undefined || Array.isArray(draft.unanswered));
  return whole ? (draft as LocalDraft) : null;
}
