import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useAnswer } from '../../../client/use-answer.ts';
import { ServiceAccountsDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Empty } from '../../../ui/empty.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Section } from '../../../ui/page.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { SecretDialog, type ShownSecret } from '../service-accounts/secret-dialog.tsx';
import { ServiceAccountDialog } from '../service-accounts/service-account-dialog.tsx';
import { ServiceAccountRow } from '../service-accounts/service-account-row.tsx';
import { isForDirectory } from '../service-accounts/service-account-view.ts';
import classes from './directory.module.css';

/** The service accounts by whose tokens the directory comes in. */
export function DirectoryTokens() {
  const t = useText();
  const { viewerCan } = useOrganization();
  const [creating, setCreating] = useState(false);
  const [secret, setSecret] = useState<ShownSecret | null>(null);
  const [round, setRound] = useState(0);
  if (!can(viewerCan, 'SERVICE_ACCOUNT_MANAGE') || !can(viewerCan, 'DIRECTORY_PROVISION'))
    return (
      <Section title={t('directory.tokens')}>
        <Notice>{t('directory.tokens.foreign')}</Notice>
      </Section>
    );
  const create = (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconPlus size={15} />}
      onClick={() => setCreating(true)}
    >
      {t('directory.tokens.new')}
    </Button>
  );
  return (
    <Section title={t('directory.tokens')} text={t('directory.tokens.text')} actions={create}>
      <TokenList key={round} onSecret={setSecret} />
      {creating && (
        <ServiceAccountDialog
          preset={{
            ...{ name: t('directory.tokens.name'), purpose: t('directory.tokens.purpose') },
            ...{ permissions: ['DIRECTORY_PROVISION'], operations: ['Scim'] },
          }}
          onClose={() => setCreating(false)}
          onSecret={setSecret}
        />
      )}
      {secret && (
        <SecretDialog
          secret={secret}
          onClose={() => {
            setSecret(null);
            setRound(round + 1);
          }}
        />
      )}
    </Section>
  );
}

const MOST = 100;

function TokenList({ onSecret }: { onSecret: (secret: ShownSecret) => void }) {
  const t = useText();
  const answer = useAnswer(ServiceAccountsDocument, { first: MOST, after: null, includeEnded: false });
  const page = answer.data?.serviceAccounts;
  if (answer.failure && !page) return <FailureNotice failure={answer.failure} onRetry={answer.reload} />;
  if (!page) return <ListSkeleton />;
  const accounts = page.edges.filter(({ node }) => isForDirectory(node));
  if (accounts.length === 0)
    return <Empty title={t('directory.tokens.none')}>{t('directory.tokens.none.text')}</Empty>;
  return (
    <ul className={classes.list}>
      {accounts.map(({ node }) => (
        <ServiceAccountRow key={node.id} account={node} onSecret={onSecret} />
      ))}
    </ul>
  );
}
