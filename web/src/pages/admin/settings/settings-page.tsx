import { useAnswer } from '../../../client/use-answer.ts';
import { SettingsDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Page, Section } from '../../../ui/page.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { Missing } from '../../document/missing.tsx';
import { TopBar } from '../../organization/frame/top-bar.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { OrganizationName } from './organization-name.tsx';
import { SettingRow } from './setting-row.tsx';
import classes from './settings.module.css';

/** The Organization's name and its settings; every change has a reason and can be taken back. */
export default function SettingsPage() {
  const t = useText();
  const { viewerCan } = useOrganization();
  const mayRead = can(viewerCan, 'SETTINGS_READ');
  const { data, failure, loading, reload } = useAnswer(SettingsDocument, {}, { pause: !mayRead });
  const settings = data?.organization?.settings;
  if (!mayRead) {
    return (
      <>
        <TopBar crumbs={[]} />
        <Missing />
      </>
    );
  }
  return (
    <Page title={t('settings.title')} text={t('settings.text')} top={<TopBar crumbs={[]} />}>
      {can(viewerCan, 'ORGANIZATION_UPDATE') && (
        <Section title={t('settings.organization')}>
          <OrganizationName />
        </Section>
      )}
      <Section title={t('settings.rules')}>
        {failure && !settings && <FailureNotice failure={failure} onRetry={reload} />}
        {loading && <ListSkeleton />}
        <ul className={classes.list}>
          {settings?.map((setting) => (
            <SettingRow key={setting.key} setting={setting} mayChange={can(viewerCan, 'SETTINGS_UPDATE')} />
          ))}
        </ul>
      </Section>
    </Page>
  );
}
