import { Button, Switch } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useAnswer } from '../../../client/use-answer.ts';
import { ServiceAccountsDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Empty } from '../../../ui/empty.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { Missing } from '../../document/missing.tsx';
import { TopBar } from '../../organization/frame/top-bar.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { SecretDialog, type ShownSecret } from './secret-dialog.tsx';
import { ServiceAccountDialog } from './service-account-dialog.tsx';
import { ServiceAccountRow } from './service-account-row.tsx';
import classes from './service-accounts.module.css';

const PAGE = 50;

/** Accounts of tools: making, changing and ending them, and their secrets. */
export default function ServiceAccountsPage() {
  const t = useText();
  const { viewerCan } = useOrganization();
  const [ended, setEnded] = useState(false);
  const [creating, setCreating] = useState(false);
  const [secret, setSecret] = useState<ShownSecret | null>(null);
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  // Asked anew once a secret was shown: what the cache asked for in between may be older.
  const [round, setRound] = useState(0);
  const keptSecret = () => {
    setSecret(null);
    setRound(round + 1);
  };
  if (!can(viewerCan, 'SERVICE_ACCOUNT_MANAGE')) {
    return (
      <>
        <TopBar crumbs={[]} />
        <Missing />
      </>
    );
  }
  const create = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
      {t('service.new')}
    </Button>
  );
  return (
    <Page
      title={t('service.accounts')}
      text={t('service.text')}
      top={<TopBar crumbs={[]} />}
      actions={create}
    >
      <Switch
        mb="md"
        label={t('service.showEnded')}
        checked={ended}
        onChange={(event) => {
          setEnded(event.currentTarget.checked);
          setCursors([null]);
        }}
      />
      {cursors.map((after, index) => (
        <AccountsFrom
          key={`${ended} ${round} ${after}`}
          after={after}
          ended={ended}
          onSecret={setSecret}
          onMore={index === cursors.length - 1 ? (next) => setCursors([...cursors, next]) : undefined}
        />
      ))}
      {creating && <ServiceAccountDialog onClose={() => setCreating(false)} onSecret={setSecret} />}
      {secret && <SecretDialog secret={secret} onClose={keptSecret} />}
    </Page>
  );
}

function AccountsFrom(props: {
  after: string | null;
  ended: boolean;
  onSecret: (secret: ShownSecret) => void;
  onMore?: (cursor: string) => void;
}) {
  const t = useText();
  const { after, ended: includeEnded } = props;
  const answer = useAnswer(ServiceAccountsDocument, { first: PAGE, after, includeEnded });
  const page = answer.data?.serviceAccounts;
  if (answer.failure && !page) return <FailureNotice failure={answer.failure} onRetry={answer.reload} />;
  if (!page) return <ListSkeleton />;
  if (page.edges.length === 0 && after === null)
    return <Empty title={t('service.none')}>{t('service.none.text')}</Empty>;
  const { endCursor, hasNextPage } = page.pageInfo;
  return (
    <>
      <ul className={classes.list}>
        {page.edges.map(({ node }) => (
          <ServiceAccountRow key={node.id} account={node} onSecret={props.onSecret} />
        ))}
      </ul>
      {props.onMore && hasNextPage && endCursor && (
        <Button variant="subtle" mt="sm" onClick={() => props.onMore?.(endCursor)}>
          {t('action.more')}
        </Button>
      )}
    </>
  );
}
