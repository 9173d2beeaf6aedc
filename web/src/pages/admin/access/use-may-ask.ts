import { can, useOrganization } from '../../organization/organization-context.ts';

/** Whether the reader may ask about others: in the Organization, or in a Space that they share or audit. */
export function useMayAsk(): boolean {
  const { viewerCan, spaces } = useOrganization();
  return (
    can(viewerCan, 'ACCESS_REVIEW') ||
    spaces.some((space) => can(space.viewerCan, 'SPACE_SHARE') || can(space.viewerCan, 'SPACE_AUDIT'))
  );
}
