import { Button, CopyButton, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useText } from '../i18n/text.ts';
import classes from './copy-field.module.css';

/** A value to be entered elsewhere, with a button that copies it; `autoFocus` where a dialog begins with it. */
export function CopyField(props: { label: string; hint?: string; value: string; autoFocus?: boolean }) {
  const t = useText();
  const { label, value } = props;
  return (
    <div className={classes.copy}>
      <TextInput
        readOnly
        label={label}
        description={props.hint}
        value={value}
        data-autofocus={props.autoFocus}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            aria-label={t(copied ? 'action.copiedOf' : 'action.copyOf', { name: label })}
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
