/** A restriction as it concerns a document: its own, or one from above. */
export interface RestrictionRow {
  readonly id: string;
  /** The document that it was asked about. */
  readonly documentId: string;
  /** 0: its own; 1: of the document above it, and so on. */
  readonly level: number;
  /** The document that it was put on. */
  readonly restrictedId: string;
  readonly madeBy: string;
  readonly reason: string;
  readonly since: Date;
  /** Accounts that are let in by name. */
  readonly users: readonly string[];
  /** Groups whose members are let in. */
  readonly groups: readonly string[];
}

/** Who is let in. */
export interface Named {
  readonly users: readonly string[];
  readonly groups: readonly string[];
}

/** Who is to be let in from now on; null: those groups that are let in already. */
export interface NamedAnew {
  readonly users: readonly string[];
  readonly groups: readonly string[] | null;
}

/** What a move changes for readers; documents by id. */
export interface MoveEffectRow {
  readonly gains: number;
  readonly loses: number;
  /** The document whose restriction will hold for it; null: no other than now. */
  readonly comesUnder: string | null;
  /** The document whose restriction will no longer hold for it. */
  readonly leaves: string | null;
  readonly keepsOwn: boolean;
}
