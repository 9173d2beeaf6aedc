import { Button, CopyButton, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useText } from '../../../i18n/text.ts';
import classes from './sign-in.module.css';

/** A value to be entered elsewhere, with a button that copies it. */
export function CopyField({ label, hint, value }: { label: string; hint?: string; value: string }) {
  const t = useText();
  return (
    <div className={classes.copy}>
      <TextInput
        readOnly
        label={label}
        description={hint}
        value={value}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            aria-label={t('connections.copy', { name: label })}
            leftSection={copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
            onClick={copy}
          >
            {copied ? t('action.copied') : t('action.copy')}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
