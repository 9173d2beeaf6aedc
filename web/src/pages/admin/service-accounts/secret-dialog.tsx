import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../../i18n/text.ts';
import { CopyField } from '../../../ui/copy-field.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import dialogs from '../../document/parts/dialogs.module.css';

/** A new secret in the clear. */
export interface ShownSecret {
  readonly name: string;
  readonly token: string;
  /** Another secret of the account is still valid. */
  readonly isSecond: boolean;
  /** The company's directory comes in by it: an administrator enters it there. */
  readonly isForDirectory: boolean;
}

/** Shows a secret, this once: nothing but "I have kept it" closes the dialog. */
export function SecretDialog({ secret, onClose }: { secret: ShownSecret; onClose: () => void }) {
  const t = useText();
  const [kept, setKept] = useState(false);
  return (
    <Dialog size="lg" title={t('service.secret.title', { name: secret.name })}>
      <div className={dialogs.stack}>
        <Notice tone="warn">
          {t(secret.isForDirectory ? 'directory.token.once' : 'service.secret.once')}
        </Notice>
        <CopyField autoFocus label={t('service.secret.label')} value={secret.token} />
        {secret.isSecond && <p className="k-dim">{t('service.secret.rotate')}</p>}
        <Checkbox
          label={t('service.secret.kept')}
          checked={kept}
          onChange={(event) => setKept(event.currentTarget.checked)}
        />
        <div className={dialogs.answers}>
          <Button disabled={!kept} onClick={onClose}>
            {t('action.finish')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
