import {
  IconAddressBook,
  IconBuilding,
  IconChartBar,
  IconKey,
  IconRobot,
  IconSettings,
  IconShieldCheck,
} from '@tabler/icons-react';
import { useText } from '../../../i18n/text.ts';
import { can, useOrganization } from '../organization-context.ts';
import { Place } from './place.tsx';

/** Places of those who run the Organization. */
export function AdminPlaces({ org }: { org: string }) {
  const t = useText();
  const { viewerCan } = useOrganization();
  return (
    <>
      {can(viewerCan, 'SERVICE_ACCOUNT_MANAGE') && (
        <Place
          to={`/o/${org}/admin/service-accounts`}
          icon={<IconRobot size={17} aria-hidden />}
          label={t('service.accounts')}
        />
      )}
      {can(viewerCan, 'SSO_MANAGE') && (
        <Place
          to={`/o/${org}/admin/sign-in`}
          icon={<IconKey size={17} aria-hidden />}
          label={t('connections.title')}
        />
      )}
      {can(viewerCan, 'SSO_MANAGE') && (
        <Place
          to={`/o/${org}/admin/directory`}
          icon={<IconAddressBook size={17} aria-hidden />}
          label={t('directory.title')}
        />
      )}
      {(can(viewerCan, 'ORGANIZATION_ARCHIVE') || can(viewerCan, 'SPACE_RECOVER')) && (
        <Place
          to={`/o/${org}/admin/organization`}
          icon={<IconBuilding size={17} aria-hidden />}
          label={t('life.title')}
        />
      )}
      {can(viewerCan, 'SETTINGS_READ') && (
        <Place
          to={`/o/${org}/admin/policies`}
          icon={<IconShieldCheck size={17} aria-hidden />}
          label={t('policies.title')}
        />
      )}
      {can(viewerCan, 'SETTINGS_READ') && (
        <Place
          to={`/o/${org}/admin/settings`}
          icon={<IconSettings size={17} aria-hidden />}
          label={t('settings.title')}
        />
      )}
      {can(viewerCan, 'SETTINGS_READ') && (
        <Place
          to={`/o/${org}/admin/ai`}
          icon={<IconChartBar size={17} aria-hidden />}
          label={t('usage.title')}
        />
      )}
    </>
  );
}
