import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useText } from '../../../i18n/text.ts';
import type { Failure } from '../../../ui/failure.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { FormStack } from '../../../ui/form-stack.tsx';
import dialogs from '../../document/parts/dialogs.module.css';

/** The name of what is to be deleted, typed once more; the button says what it does. */
export function TypedName(props: {
  name: string;
  busy: boolean;
  failure: Failure | null;
  submit: string;
  onCancel: () => void;
  onConfirm: (typed: string) => void;
  children: ReactNode;
}) {
  const t = useText();
  const { name, failure } = props;
  const [typed, setTyped] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onConfirm(typed);
  };
  const ofField = failure?.field === 'confirmation';
  return (
    <FormStack onSubmit={submit}>
      {props.children}
      <TextInput
        label={t('life.confirmation', { name })}
        autoComplete="off"
        value={typed}
        error={ofField ? failure.message : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {failure && !ofField && <FailureNotice failure={failure} />}
      <div className={dialogs.answers}>
        <Button variant="default" data-autofocus onClick={props.onCancel}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" color="red.9" loading={props.busy} disabled={typed.trim() !== name}>
          {props.submit}
        </Button>
      </div>
    </FormStack>
  );
}
