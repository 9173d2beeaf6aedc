import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { Failure } from '../../ui/failure.ts';
import { useText } from '../../i18n/text.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import classes from './auth.module.css';

/** Asks for a six-digit code, or a recovery code; a pasted or autofilled code is sent at once. */
export function CodeStep(props: {
  busy: boolean;
  failure: Failure | null;
  onCode: (code: string) => Promise<boolean>;
  withRecovery?: boolean;
  /** Ask for a recovery code first, and for nothing else without `withRecovery`: there is no app. */
  startWithRecovery?: boolean;
  submitLabel?: string;
}) {
  const t = useText();
  const [code, setCode] = useState('');
  const [recovery, setRecovery] = useState(props.startWithRecovery ?? false);
  const send = async (value: string) => {
    if (!(await props.onCode(value))) setCode('');
  };
  const change = (value: string) => {
    const clean = recovery ? value : value.replaceAll(/\D/g, '').slice(0, 6);
    setCode(clean);
    if (!recovery && clean.length === 6 && !props.busy) void send(clean);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() && !props.busy) void send(code.trim());
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      {recovery ? (
        <TextInput
          key="recovery"
          label={t('field.recoveryCode')}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          autoFocus
          data-autofocus
          size="md"
          value={code}
          onChange={(event) => change(event.currentTarget.value)}
        />
      ) : (
        <TextInput
          key="code"
          className={classes.code}
          label={t('field.code')}
          name="code"
          autoComplete="one-time-code"
          inputMode="numeric"
          autoFocus
          data-autofocus
          size="lg"
          value={code}
          onChange={(event) => change(event.currentTarget.value)}
        />
      )}
      {props.failure && <FailureNotice failure={props.failure} />}
      <Button type="submit" size="md" fullWidth loading={props.busy}>
        {props.submitLabel ?? t('action.confirm')}
      </Button>
      {props.withRecovery && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            setRecovery(!recovery);
            setCode('');
          }}
        >
          {recovery ? t('secondFactor.useApp') : t('secondFactor.useRecovery')}
        </Button>
      )}
    </form>
  );
}
