import type { Change } from '#runtime/graphql/context.js';

/** What tenancy publishes about the context's Organization. */
export interface OrganizationRepository {
  /** An effective setting as text. */
  setting(
    key: 'general.language' | 'documents.coalesce_minutes' | 'documents.review_months',
  ): Promise<string>;
  /** Whether an account is a member at present. */
  isMember(accountId: string): Promise<boolean>;
}

/** The Organization by way of tenancy's published functions. */
export function organizationRepository(change: Pick<Change, 'query'>): OrganizationRepository {
  return {
    setting: async (key) => {
      const [row] = await change.query<{ value: string | null }>('SELECT tenancy.setting($1) AS value', [
        key,
      ]);
      if (!row?.value) throw new Error(`The setting ${key} has no value.`);
      return row.value;
    },
    isMember: async (accountId) => {
      const [row] = await change.query<{ member: boolean }>('SELECT tenancy.is_member($1) AS member', [
        accountId,
      ]);
      return row?.member === true;
    },
  };
}
