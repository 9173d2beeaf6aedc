import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAnswer } from '../../../client/use-answer.ts';
import { SettingsDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Empty } from '../../../ui/empty.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Page, Section } from '../../../ui/page.tsx';
import { Person } from '../../../ui/person.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { Missing } from '../../document/missing.tsx';
import { TopBar } from '../../organization/frame/top-bar.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { isPolicy } from '../policies/policy-groups.ts';
import { matching } from './matching.ts';
import { SettingRow } from './setting-row.tsx';
import classes from './settings.module.css';

/** The settings of the Organization; every change has a reason and can be taken back. */
export default function SettingsPage() {
  const t = useText();
  const { viewerCan, slug } = useOrganization();
  const mayRead = can(viewerCan, 'SETTINGS_READ');
  const { data, failure, loading, reload } = useAnswer(SettingsDocument, {}, { pause: !mayRead });
  const settings = data?.organization?.settings.filter(({ key }) => !isPolicy(key));
  const changers = data?.organization?.settingsChangeableBy ?? [];
  const [search, setSearch] = useState('');
  const found = matching(settings ?? [], search);
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
      <Section title={t('settings.rules')}>
        {failure && !settings && <FailureNotice failure={failure} onRetry={reload} />}
        {loading && <ListSkeleton />}
        {changers.length > 0 && (
          <p className={classes.changers}>
            <span>{t('settings.changers')}:</span>
            {changers.map((person) => (
              <Person key={person.id} user={person} />
            ))}
          </p>
        )}
        {settings && (
          <TextInput
            type="search"
            mb="sm"
            aria-label={t('settings.search')}
            placeholder={t('settings.search')}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        )}
        <Notice actions={<Link to={`/o/${slug}/admin/policies`}>{t('policies.open')}</Link>}>
          {t('policies.elsewhere')}
        </Notice>
        {settings && found.length === 0 && <Empty title={t('settings.none')} />}
        <ul className={classes.list}>
          {found.map((setting) => (
            <SettingRow key={setting.key} setting={setting} mayChange={can(viewerCan, 'SETTINGS_UPDATE')} />
          ))}
        </ul>
      </Section>
    </Page>
  );
}
