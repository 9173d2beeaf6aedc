import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAction } from '../../client/use-action.ts';
import { RegenerateRecoveryCodesDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { useMe, useSession } from '../../session/session.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/page.tsx';
import { CodeStep } from '../auth/code-step.tsx';
import { RecoveryCodes } from '../auth/recovery-codes.tsx';
import classes from './account.module.css';

/** The second factor: recovery codes left, and a new set, which voids the old one. */
export function RecoverySection() {
  const t = useText();
  const me = useMe();
  const { refresh } = useSession();
  const regenerate = useAction(RegenerateRecoveryCodesDocument);
  const [asking, setAsking] = useState(false);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const onCode = async (code: string) => {
    const data = await regenerate.run({ input: { code } });
    if (!data) return false;
    setCodes(data.regenerateRecoveryCodes.recoveryCodes);
    setAsking(false);
    await refresh();
    return true;
  };
  return (
    <Section title={t('recovery.title')} text={t('recovery.left', { count: me.recoveryCodesLeft })}>
      <div className={classes.narrow}>
        {me.recoveryCodesLeft < 3 && !codes && <Notice tone="warn">{t('recovery.few')}</Notice>}
        {codes && <Notice tone="good">{t('recovery.text')}</Notice>}
        {codes && <RecoveryCodes codes={codes} account={me.email} />}
        {asking && <CodeStep busy={regenerate.busy} failure={regenerate.failure} onCode={onCode} />}
        {!asking && !codes && (
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('recovery.new')}
          </Button>
        )}
      </div>
    </Section>
  );
}
