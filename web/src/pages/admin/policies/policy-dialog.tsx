import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState, type FormEvent } from 'react';
import { useAction } from '../../../client/use-action.ts';
import { useAnswer } from '../../../client/use-answer.ts';
import { PolicyPreviewDocument, UpdateSettingDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { FormStack } from '../../../ui/form-stack.tsx';
import { saidDone } from '../../../ui/toast.ts';
import { ValueField } from '../settings/setting-dialog.tsx';
import { useSettingValue } from '../settings/setting-value.ts';
import type { SettingView } from '../settings/setting-view.ts';
import classes from '../settings/settings.module.css';
import { PolicyEffects } from './policy-effects.tsx';

/** Changes one policy: first who is concerned and what helps them, then why. */
export function PolicyDialog({ setting, onClose }: { setting: SettingView; onClose: () => void }) {
  const t = useText();
  const valueOf = useSettingValue();
  const update = useAction(UpdateSettingDocument);
  const [value, setValue] = useState(setting.value);
  const [tried] = useDebouncedValue(value, 300);
  const [reason, setReason] = useState('');
  const changed = value !== setting.value;
  const isTrying = changed && tried !== setting.value;
  const changes = [{ key: setting.key, value: tried }];
  const effects = useAnswer(PolicyPreviewDocument, { changes }, { pause: !isTrying, policy: 'network-only' });
  // What is typed is not whole yet, or not possible: said beside the field, once typing rests.
  const problem = isTrying && value === tried && effects.failure?.field ? effects.failure.message : undefined;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const input = { key: setting.key, value, reason: reason.trim(), expectedVersion: setting.version };
    if (!(await update.run({ input }))) return;
    saidDone(t('settings.saved'));
    onClose();
  };
  return (
    <Dialog onClose={onClose} size="lg" title={setting.label}>
      <FormStack onSubmit={(event) => void submit(event)}>
        <p className="k-dim">{setting.description}</p>
        <ValueField setting={setting} value={value} error={problem} onChange={setValue} />
        {changed && (
          <p className={classes.change}>
            <del>{valueOf(setting, setting.value)}</del> → <ins>{valueOf(setting, value)}</ins>
          </p>
        )}
        {isTrying && !effects.failure?.field && <PolicyEffects changes={changes} answer={effects} />}
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
