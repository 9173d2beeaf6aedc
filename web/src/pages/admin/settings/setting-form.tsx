import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useAction } from '../../../client/use-action.ts';
import { UpdateSettingDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { FormStack } from '../../../ui/form-stack.tsx';
import { saidDone } from '../../../ui/toast.ts';
import type { SettingView } from './setting-view.ts';
import { useSettingValue } from './setting-value.ts';
import classes from './settings.module.css';
import { ValueField } from './value-field.tsx';

/** One setting's new value, before and after, what follows from it (`children`), and why. */
export function SettingForm(props: {
  setting: SettingView;
  value: string;
  /** What is wrong with the value, as far as it is known before saving. */
  problem?: string | undefined;
  onValue: (value: string) => void;
  onSaved: () => void;
  children?: ReactNode;
}) {
  const t = useText();
  const valueOf = useSettingValue();
  const update = useAction(UpdateSettingDocument);
  const [reason, setReason] = useState('');
  const { setting, value } = props;
  const changed = value !== setting.value;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const input = { key: setting.key, value, reason: reason.trim(), expectedVersion: setting.version };
    if (!(await update.run({ input }))) return;
    saidDone(t('settings.saved'));
    props.onSaved();
  };
  return (
    <FormStack onSubmit={(event) => void submit(event)}>
      <p className="k-dim">{setting.description}</p>
      <ValueField setting={setting} value={value} error={props.problem} onChange={props.onValue} />
      {changed && !props.problem && (
        <p className={classes.change}>
          <del>{valueOf(setting, setting.value)}</del> → <ins>{valueOf(setting, value)}</ins>
        </p>
      )}
      {props.children}
      <TextInput
        label={t('field.reason')}
        description={t('settings.reason.hint')}
        required
        withAsterisk={false}
        maxLength={500}
        value={reason}
        error={update.failure?.field === 'reason' ? update.failure.message : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {update.failure && update.failure.field !== 'reason' && <FailureNotice failure={update.failure} />}
      <Button type="submit" disabled={!changed || reason.trim() === ''} loading={update.busy}>
        {t('action.save')}
      </Button>
    </FormStack>
  );
}
