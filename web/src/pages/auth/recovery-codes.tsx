import { Button } from '@mantine/core';
import { IconCheck, IconCopy, IconDownload, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '../../i18n/text.ts';
import { download } from '../../ui/download.ts';
import classes from './auth.module.css';

/** Recovery codes, shown once: to download, print or copy. */
export function RecoveryCodes({ codes, account }: { codes: readonly string[]; account: string }) {
  const t = useText();
  const [copied, setCopied] = useState(false);
  const text = `${t('recovery.fileTitle', { account })}\n\n${codes.join('\n')}\n`;
  return (
    <>
      <ol className={classes.codes} aria-label={t('recovery.title')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className={`${classes.row} k-noprint`}>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={15} />}
          onClick={() => download('kopexa-recovery-codes.txt', text, 'text/plain')}
        >
          {t('action.download')}
        </Button>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPrinter size={15} />}
          onClick={() => window.print()}
        >
          {t('action.print')}
        </Button>
        <Button
          variant="default"
          size="xs"
          leftSection={copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
          onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
        >
          {copied ? t('action.copied') : t('action.copy')}
        </Button>
      </div>
    </>
  );
}
