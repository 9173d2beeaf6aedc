import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useAnswer } from '../../../client/use-answer.ts';
import { PolicyPreviewDocument } from '../../../gql/graphql.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { SettingForm } from '../settings/setting-form.tsx';
import type { SettingView } from '../settings/setting-view.ts';
import { PolicyEffects } from './policy-effects.tsx';

/** Changes one policy: first who is concerned and what helps them, then why. */
export function PolicyDialog({ setting, onClose }: { setting: SettingView; onClose: () => void }) {
  const [value, setValue] = useState(setting.value);
  const [tried] = useDebouncedValue(value, 300);
  const isTrying = value !== setting.value && tried !== setting.value;
  const changes = [{ key: setting.key, value: tried }];
  const effects = useAnswer(PolicyPreviewDocument, { changes }, { pause: !isTrying, policy: 'network-only' });
  // What is typed is not whole yet, or not possible: said beside the field, once typing rests.
  const problem = isTrying && value === tried && effects.failure?.field ? effects.failure.message : undefined;
  return (
    <Dialog onClose={onClose} size="lg" title={setting.label}>
      <SettingForm setting={setting} value={value} problem={problem} onValue={setValue} onSaved={onClose}>
        {isTrying && !effects.failure?.field && <PolicyEffects changes={changes} answer={effects} />}
      </SettingForm>
    </Dialog>
  );
}
