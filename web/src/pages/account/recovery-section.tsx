import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAction } from '../../client/use-action.ts';
import { RenewRecoveryCodesDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { useMe, useSession } from '../../session/session.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/page.tsx';
import { RecoveryCodes } from '../auth/recovery-codes.tsx';
import { useStepUp } from '../auth/use-step-up.tsx';
import classes from './account.module.css';

/** Recovery codes left, and a new set, which voids the old one. */
export function RecoverySection() {
  const t = useText();
  const me = useMe();
  const { refresh } = useSession();
  const stepUp = useStepUp();
  const renew = useAction(RenewRecoveryCodesDocument);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const make = async () => {
    const { data } = await stepUp.run(() => renew.attempt({}));
    if (!data) return;
    setCodes(data.renewRecoveryCodes.recoveryCodes);
    await refresh();
  };
  const isRefused = renew.failure !== null && renew.failure.code !== 'STEP_UP_REQUIRED';
  return (
    <Section title={t('recovery.title')} text={t('recovery.left', { count: me.recoveryCodesLeft })}>
      <div className={classes.narrow}>
        {me.recoveryCodesLeft < 3 && !codes && <Notice tone="warn">{t('recovery.few')}</Notice>}
        {codes && <Notice tone="good">{t('recovery.text')}</Notice>}
        {codes && <RecoveryCodes codes={codes} account={me.email} />}
        {isRefused && renew.failure && <FailureNotice failure={renew.failure} />}
        {!codes && (
          <Button variant="default" loading={renew.busy} onClick={() => void make()}>
            {t('recovery.new')}
          </Button>
        )}
      </div>
      {stepUp.dialog}
    </Section>
  );
}
