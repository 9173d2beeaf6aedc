import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useAnswer } from '../../../client/use-answer.ts';
import { PersonalDataDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { useSession } from '../../../session/session.tsx';
import { download } from '../../../ui/download.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Page, Section } from '../../../ui/page.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { AccountNav } from '../account-nav.tsx';
import { DataSet } from './data-set.tsx';
import classes from './data.module.css';

/** Everything the product holds about the person, to read and to take along (GDPR Art. 15 and 20). */
export default function DataPage() {
  const t = useText();
  const { me } = useSession();
  const isBound = Boolean(me?.connectionId);
  const { data, failure, loading, reload } = useAnswer(PersonalDataDocument, {}, { policy: 'network-only' });
  const sets = data?.personalData;
  const save = () => download('kopexa-data.json', JSON.stringify(sets, null, 2), 'application/json');
  return (
    <Page
      title={t('data.title')}
      text={t('data.text')}
      top={<AccountNav />}
      actions={
        sets && (
          <Button variant="default" leftSection={<IconDownload size={16} />} onClick={save}>
            {t('data.download')}
          </Button>
        )
      }
    >
      {isBound && (
        <div className={classes.notice}>
          <Notice>{t('data.bound')}</Notice>
        </div>
      )}
      {failure && !sets && <FailureNotice failure={failure} onRetry={reload} />}
      {loading && <ListSkeleton />}
      {sets && (
        <div className={classes.notice}>
          <Notice>
            {t('data.elsewhere')} {t('data.names')}
          </Notice>
        </div>
      )}
      {sets?.map((set) => (
        <Section key={set.source} title={set.title} text={t('data.count', { count: set.total })}>
          <DataSet set={set} />
        </Section>
      ))}
    </Page>
  );
}
