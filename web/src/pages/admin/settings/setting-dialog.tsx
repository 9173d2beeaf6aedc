import { Button, NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { lazy, Suspense, useState, type FormEvent } from 'react';
import { useAction } from '../../../client/use-action.ts';
import { UpdateSettingDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { FormStack } from '../../../ui/form-stack.tsx';
import { saidDone } from '../../../ui/toast.ts';
import type { SettingView } from './setting-view.ts';
import { useSettingValue } from './setting-value.ts';
import classes from './settings.module.css';

const OptInConsequences = lazy(() => import('../ai/opt-in-consequences.tsx'));

/** Changes one setting; shows before and after, and asks why. */
export function SettingDialog({ setting, onClose }: { setting: SettingView; onClose: () => void }) {
  const t = useText();
  const valueOf = useSettingValue();
  const update = useAction(UpdateSettingDocument);
  const [value, setValue] = useState(setting.value);
  const [reason, setReason] = useState('');
  const changed = value !== setting.value;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const input = { key: setting.key, value, reason: reason.trim(), expectedVersion: setting.version };
    if (!(await update.run({ input }))) return;
    saidDone(t('settings.saved'));
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={setting.label}>
      <FormStack onSubmit={(event) => void submit(event)}>
        <p className="k-dim">{setting.description}</p>
        <ValueField setting={setting} value={value} onChange={setValue} />
        {changed && (
          <p className={classes.change}>
            <del>{valueOf(setting, setting.value)}</del> → <ins>{valueOf(setting, value)}</ins>
          </p>
        )}
        {setting.key === 'ai.enabled' && value === 'true' && (
          <Suspense>
            <OptInConsequences />
          </Suspense>
        )}
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
    </Dialog>
  );
}

/** The field for a setting's value; lists may be written in several lines. */
export function ValueField(props: {
  setting: SettingView;
  value: string;
  error?: string | undefined;
  onChange: (value: string) => void;
}) {
  const t = useText();
  const valueOf = useSettingValue();
  const { setting, value, error, onChange } = props;
  const label = t('settings.value');
  switch (setting.kind) {
    case 'NUMBER':
      return (
        <NumberInput
          label={label}
          error={error}
          data-autofocus
          allowDecimal={false}
          min={setting.minimum ?? undefined}
          max={setting.maximum ?? undefined}
          description={t('settings.range', { minimum: setting.minimum ?? 0, maximum: setting.maximum ?? 0 })}
          value={value === '' ? '' : Number(value)}
          onChange={(next) => onChange(String(next))}
        />
      );
    case 'BOOLEAN':
      return (
        <Switch
          label={valueOf(setting, value)}
          checked={value === 'true'}
          onChange={(event) => onChange(String(event.currentTarget.checked))}
        />
      );
    case 'CHOICE':
      return (
        <Select
          label={label}
          data-autofocus
          allowDeselect={false}
          data={(setting.options ?? []).map((option) => ({ value: option, label: valueOf(setting, option) }))}
          value={value}
          onChange={(next) => onChange(next ?? value)}
        />
      );
    default:
      return (
        <Textarea
          label={label}
          error={error}
          data-autofocus
          autosize
          minRows={2}
          maxRows={8}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}
