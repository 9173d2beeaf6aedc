import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useText } from '../../../i18n/text.ts';
import type { Failure } from '../../../ui/failure.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { ReasonField } from './reason-field.tsx';
import type { Save } from './use-save.tsx';
import classes from './sign-in.module.css';

/** A form that makes a new version of a connection: its fields, why, and what speaks against it. */
export function VersionForm(props: {
  save: Pick<Save<unknown, unknown>, 'busy' | 'errorOf' | 'failureBeside' | 'dialog'>;
  /** The fields that show their failure themselves. */
  fields: readonly string[];
  /** What failed before there was anything to save. */
  failure?: Failure | null;
  busy?: boolean;
  onSave: (reason: string) => Promise<void>;
  children: ReactNode;
}) {
  const t = useText();
  const { save } = props;
  const [reason, setReason] = useState('');
  const beside = props.failure ?? save.failureBeside([...props.fields, 'reason']);
  return (
    <>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          void props.onSave(reason);
        }}
      >
        {props.children}
        <ReasonField value={reason} error={save.errorOf('reason')} onChange={setReason} />
        {beside && <FailureNotice failure={beside} />}
        <Button type="submit" loading={(props.busy ?? false) || save.busy}>
          {t('connections.save')}
        </Button>
      </form>
      {save.dialog}
    </>
  );
}
