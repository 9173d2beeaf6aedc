import { lazy, Suspense, useState } from 'react';
import { Dialog } from '../../../ui/dialog.tsx';
import { SettingForm } from './setting-form.tsx';
import type { SettingView } from './setting-view.ts';

const OptInConsequences = lazy(() => import('../ai/opt-in-consequences.tsx'));

/** Changes one setting; says what follows where that is more than the value. */
export function SettingDialog({ setting, onClose }: { setting: SettingView; onClose: () => void }) {
  const [value, setValue] = useState(setting.value);
  return (
    <Dialog onClose={onClose} title={setting.label}>
      <SettingForm setting={setting} value={value} onValue={setValue} onSaved={onClose}>
        {setting.key === 'ai.enabled' && value === 'true' && (
          <Suspense>
            <OptInConsequences />
          </Suspense>
        )}
      </SettingForm>
    </Dialog>
  );
}
