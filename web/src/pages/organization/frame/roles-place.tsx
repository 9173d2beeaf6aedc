import { IconId } from '@tabler/icons-react';
import { useText } from '../../../i18n/text.ts';
import { can, useOrganization } from '../organization-context.ts';
import { Place } from './place.tsx';

/** The way to the page of roles, for those who manage them. */
export function RolesPlace({ org }: { org: string }) {
  const t = useText();
  const { viewerCan } = useOrganization();
  if (!can(viewerCan, 'ROLE_MANAGE')) return null;
  return (
    <Place to={`/o/${org}/admin/roles`} icon={<IconId size={17} aria-hidden />} label={t('roles.title')} />
  );
}
