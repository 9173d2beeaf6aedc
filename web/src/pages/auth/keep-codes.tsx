import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../i18n/text.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import classes from './auth.module.css';

/** The last step of setting up an app: new recovery codes, and going on once they are kept. */
export function KeepCodes(props: { codes: readonly string[]; account: string; onDone: () => void }) {
  const t = useText();
  const [kept, setKept] = useState(false);
  return (
    <div className={classes.form}>
      <RecoveryCodes codes={props.codes} account={props.account} />
      <Checkbox
        className="k-noprint"
        label={t('recovery.kept')}
        checked={kept}
        onChange={(event) => setKept(event.currentTarget.checked)}
      />
      <Button className="k-noprint" size="md" fullWidth disabled={!kept} onClick={props.onDone}>
        {t('action.finish')}
      </Button>
    </div>
  );
}
