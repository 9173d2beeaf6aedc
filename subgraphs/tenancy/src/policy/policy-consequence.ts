/** What a policy would mean for somebody. */
export const PolicyConsequence = {
  NO_WAY_IN: 'NO_WAY_IN',
  FIRST_SIGN_IN_BY_CONNECTION: 'FIRST_SIGN_IN_BY_CONNECTION',
  SIGNS_IN_BY_CONNECTION: 'SIGNS_IN_BY_CONNECTION',
  NEEDS_PASSKEY: 'NEEDS_PASSKEY',
  NEEDS_PASSWORD: 'NEEDS_PASSWORD',
  OUTSIDE_NETWORKS: 'OUTSIDE_NETWORKS',
  SIGNS_IN_AGAIN: 'SIGNS_IN_AGAIN',
  SERVICE_OUTSIDE_NETWORKS: 'SERVICE_OUTSIDE_NETWORKS',
} as const;

/** A name of {@link PolicyConsequence}. */
export type PolicyConsequenceName = keyof typeof PolicyConsequence;

/** What helps somebody whom a policy would stop. */
export const PolicyFix = {
  EXEMPT: 'EXEMPT',
  CONNECT: 'CONNECT',
  REMIND: 'REMIND',
  RANGES: 'RANGES',
} as const;

/** A name of {@link PolicyFix}. */
export type PolicyFixName = keyof typeof PolicyFix;

/** What a policy would newly mean for one person or service account. */
export interface JudgedEffect {
  readonly consequence: PolicyConsequenceName;
  readonly fixes: readonly PolicyFixName[];
  /** Sessions that would not open this Organization any more. */
  readonly sessions: number;
  readonly userId: string | null;
  readonly serviceAccountId: string | null;
}
