import { Badge, Button, Group } from '@mantine/core';
import { IconDeviceMobile, IconFingerprint } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useAnswer } from '../../client/use-answer.ts';
import { SessionsDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { useMe, useSession } from '../../session/session.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/page.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { knowsPasskeys } from '../auth/passkey-problem.ts';
import { useStepUp } from '../auth/use-step-up.tsx';
import { AddPasskeyDialog } from './add-passkey-dialog.tsx';
import classes from './account.module.css';
import { RenameFactorDialog } from './rename-factor-dialog.tsx';
import { useFactors, type Factor } from './use-factors.ts';
import { useRemoveFactor } from './use-remove-factor.ts';

const AddAppDialog = lazy(() => import('./add-app-dialog.tsx'));

/** Authenticator apps, passkeys and security keys in one list: adding, naming, removing, with their last use. */
export function FactorSection() {
  const t = useText();
  const { refresh } = useSession();
  const { factors, isKnown, failure, reload } = useFactors();
  const stepUp = useStepUp();
  const [renaming, setRenaming] = useState<Factor | null>(null);
  const { adding, add } = useAdding();
  const changed = () => {
    reload();
    void refresh();
  };
  const remove = useRemoveFactor(stepUp.run, changed);
  return (
    <Section title={t('factors.title')} text={t('factors.text')}>
      <RecoveredNotice />
      {failure && !isKnown && <FailureNotice failure={failure} onRetry={reload} />}
      {!isKnown && !failure && <ListSkeleton rows={2} />}
      {isKnown && (
        <Table
          label={t('factors.title')}
          head={[t('passkey.name'), t('factors.kind'), t('passkey.since'), t('passkey.lastUsed'), '']}
          rows={factors.map((factor) => ({
            key: factor.id,
            cells: [
              ...cellsOf(factor, t),
              <Group key="do" gap="xs" wrap="nowrap">
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('factors.renameOne', { name: factor.name })}
                  onClick={() => setRenaming(factor)}
                >
                  {t('passkey.rename')}
                </Button>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('factors.removeOne', { name: factor.name })}
                  disabled={factors.length === 1}
                  onClick={() => void remove(factor)}
                >
                  {t('passkey.remove')}
                </Button>
              </Group>,
            ],
          }))}
        />
      )}
      {factors.length === 1 && <p className="k-dim">{t('factors.onlyOne')}</p>}
      <div className={classes.buttons}>
        <Button variant="default" onClick={() => add('app')}>
          {t('factors.addApp')}
        </Button>
        {knowsPasskeys() && (
          <Button variant="default" onClick={() => add('passkey')}>
            {t('passkey.add')}
          </Button>
        )}
      </div>
      {adding === 'passkey' && (
        <AddPasskeyDialog stepUp={stepUp.run} onClose={() => add(null)} onDone={changed} />
      )}
      <Suspense>
        {adding === 'app' && <AddAppDialog stepUp={stepUp.run} onClose={() => add(null)} onDone={changed} />}
      </Suspense>
      {renaming && <RenameFactorDialog factor={renaming} onClose={() => setRenaming(null)} onDone={reload} />}
      {stepUp.dialog}
    </Section>
  );
}

function cellsOf(factor: Factor, t: ReturnType<typeof useText>) {
  const isApp = factor.kind === 'app';
  return [
    <span key="name">
      {factor.name} {factor.isBackedUp && <Badge color="gray">{t('passkey.synced')}</Badge>}
    </span>,
    <span key="kind" className={classes.kind}>
      {isApp ? <IconDeviceMobile size={16} aria-hidden /> : <IconFingerprint size={16} aria-hidden />}
      {isApp ? t('authenticator.title') : t('factors.passkey')}
    </span>,
    <Time key="since" at={factor.createdAt} />,
    factor.lastUsedAt ? <Time key="used" at={factor.lastUsedAt} /> : t('passkey.neverUsed'),
  ];
}

/** Plainly said to whoever signed in without a factor of theirs. */
function RecoveredNotice() {
  const t = useText();
  const me = useMe();
  const { data } = useAnswer(SessionsDocument, {});
  const current = data?.sessions.find((session) => session.current);
  if (!current?.authenticatedBy.endsWith('+recovery_code')) return null;
  return <Notice tone="warn">{t('authenticator.recovered', { count: me.recoveryCodesLeft })}</Notice>;
}

/** Which kind is being added, in the address: mails and pages lead straight to it. */
function useAdding() {
  const [params, setParams] = useSearchParams();
  const asked = params.get('add');
  const adding = asked === 'app' || asked === 'passkey' ? asked : null;
  const add = (kind: 'app' | 'passkey' | null) =>
    kind === null ? setParams({}, { replace: true }) : setParams({ add: kind });
  return { adding, add };
}
