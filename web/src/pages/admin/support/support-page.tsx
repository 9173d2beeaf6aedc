import { Button } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useState } from 'react';
import { useAnswer } from '../../../client/use-answer.ts';
import { SupportAccessesDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Empty } from '../../../ui/empty.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Page, Section } from '../../../ui/page.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { Missing } from '../../document/missing.tsx';
import { TopBar } from '../../organization/frame/top-bar.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { EndSupportDialog } from './end-support-dialog.tsx';
import { OpenAccess, PastAccesses } from './support-access.tsx';
import { OpenSupportDialog } from './open-support-dialog.tsx';

/** Support access of the Organization: what is open, opening and ending it, and what was. */
export default function SupportPage() {
  const t = useText();
  const { viewerCan } = useOrganization();
  const mayManage = can(viewerCan, 'SUPPORT_MANAGE') && !can(viewerCan, 'OPERATOR_SUPPORT');
  const { data, failure, loading, reload } = useAnswer(SupportAccessesDocument, {}, { pause: !mayManage });
  const [dialog, setDialog] = useState<'open' | 'end' | null>(null);
  if (!mayManage) {
    return (
      <>
        <TopBar crumbs={[]} />
        <Missing />
      </>
    );
  }
  const accesses = data?.organization?.supportAccesses ?? [];
  const open = accesses.find(({ isOpen }) => isOpen);
  const past = accesses.filter(({ isOpen }) => !isOpen);
  const close = () => {
    setDialog(null);
    reload();
  };
  return (
    <Page title={t('support.title')} text={t('support.text')} top={<TopBar crumbs={[]} />}>
      {failure && !data && <FailureNotice failure={failure} onRetry={reload} />}
      {loading && <ListSkeleton />}
      {open && <OpenAccess access={open} onEnd={() => setDialog('end')} />}
      {data && !open && (
        <Empty
          icon={<IconLifebuoy size={22} />}
          title={t('support.none')}
          action={<Button onClick={() => setDialog('open')}>{t('support.open')}</Button>}
        >
          {t('support.none.text')}
        </Empty>
      )}
      {past.length > 0 && (
        <Section title={t('support.past')}>
          <PastAccesses accesses={past} />
        </Section>
      )}
      {dialog === 'open' && <OpenSupportDialog onClose={close} />}
      {dialog === 'end' && open && <EndSupportDialog access={open} onClose={close} />}
    </Page>
  );
}
