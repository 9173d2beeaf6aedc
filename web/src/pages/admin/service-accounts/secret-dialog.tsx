import { Button, Checkbox, CopyButton, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Notice } from '../../../ui/notice.tsx';
import dialogs from '../../document/parts/dialogs.module.css';
import classes from './service-accounts.module.css';

/** A new secret in the clear. */
export interface ShownSecret {
  readonly name: string;
  readonly token: string;
  /** Another secret of the account is still valid. */
  readonly isSecond: boolean;
}

/** Shows a secret, this once: nothing but "I have kept it" closes the dialog. */
export function SecretDialog({ secret, onClose }: { secret: ShownSecret; onClose: () => void }) {
  const t = useText();
  const [kept, setKept] = useState(false);
  return (
    <Dialog
      onClose={onClose}
      size="lg"
      title={t('service.secret.title', { name: secret.name })}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
    >
      <div className={dialogs.stack}>
        <Notice tone="warn">{t('service.secret.once')}</Notice>
        <div className={classes.token}>
          <TextInput
            readOnly
            data-autofocus
            label={t('service.secret.label')}
            value={secret.token}
            onFocus={(event) => event.currentTarget.select()}
          />
          <CopyButton value={secret.token}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                leftSection={copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
                onClick={copy}
              >
                {copied ? t('action.copied') : t('action.copy')}
              </Button>
            )}
          </CopyButton>
        </div>
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
