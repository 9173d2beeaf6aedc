/** In which state an Organization is, and by which price tier it is billed; nothing else depends on the tier. */
export interface OrganizationState {
  readonly id: string;
  readonly plan: 'standard' | 'business' | 'enterprise';
  /** Since when nothing changes here; `null` in everyday life. */
  readonly archivedAt: Date | null;
  /** When everything will be gone; `null` unless its deletion was decided. */
  readonly deletesAt: Date | null;
}

/** What would go with an Organization, in numbers. */
export interface OrganizationNumbers {
  readonly members: number;
  readonly spaces: number;
  readonly documents: number;
  readonly versions: number;
  readonly files: number;
  /** Bytes of all versions of all files. */
  readonly fileBytes: number;
  readonly auditEntries: number;
  readonly serviceAccounts: number;
  readonly invitations: number;
  readonly aiRequests: number;
}
