import { ActionIcon, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useText } from '../../i18n/text.ts';
import classes from './file-dialog.module.css';

/** A SHA-256 checksum in groups of eight, to compare by eye, and whole to copy. */
export function Checksum({ value }: { value: string }) {
  const t = useText();
  return (
    <span className={classes.checksum} title={t('file.checksum.hint')}>
      <code>
        {(value.match(/.{1,8}/g) ?? []).map((group, index) => (
          <span key={index}>{group}</span>
        ))}
      </code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <ActionIcon
            size={26}
            aria-label={copied ? t('action.copied') : t('file.checksum.copy')}
            onClick={copy}
          >
            {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          </ActionIcon>
        )}
      </CopyButton>
    </span>
  );
}
