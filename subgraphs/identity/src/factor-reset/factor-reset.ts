/** A reset of somebody's second factors, as owners see it. */
export interface FactorResetRecord {
  readonly id: string;
  readonly userId: string;
  readonly reason: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  /** Until when a second owner may agree. */
  readonly expiresAt: Date;
  readonly cancelledBy: string | null;
  readonly cancelledAt: Date | null;
  readonly doneBy: string | null;
  readonly doneAt: Date | null;
  /** Whether the reader could agree: an owner of some time, by their own means, and nobody of the two. */
  readonly mayApprove: boolean;
}
