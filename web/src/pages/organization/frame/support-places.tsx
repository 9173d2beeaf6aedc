import { IconLifebuoy } from '@tabler/icons-react';
import { useText } from '../../../i18n/text.ts';
import { can, useOrganization } from '../organization-context.ts';
import { Place } from './place.tsx';

/** Support: where customers let the operator in, or whom the Organization itself lets in. */
export function SupportPlaces({ org }: { org: string }) {
  const t = useText();
  const { viewerCan } = useOrganization();
  const icon = <IconLifebuoy size={17} aria-hidden />;
  if (can(viewerCan, 'OPERATOR_SUPPORT'))
    return <Place to={`/o/${org}/admin/support-desk`} icon={icon} label={t('supportDesk.title')} />;
  if (can(viewerCan, 'SUPPORT_MANAGE'))
    return <Place to={`/o/${org}/admin/support`} icon={icon} label={t('support.title')} />;
  return null;
}
