import { ActionIcon, Button, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useText } from '../../i18n/text.ts';
import classes from './auth.module.css';

/** The secret for an authenticator app as a picture to scan and as text to type (RFC 6238). */
export function AppSecret(props: { secret: string; uri: string; qrCodeSvg: string; onDone: () => void }) {
  const t = useText();
  const groups = props.secret.match(/.{1,4}/g)?.join(' ') ?? props.secret;
  return (
    <div className={classes.form}>
      <img
        className={classes.qr}
        src={`data:image/svg+xml;utf8,${encodeURIComponent(props.qrCodeSvg)}`}
        alt={t('enrol.qr')}
        width={188}
        height={188}
      />
      <div>
        <p className="k-dim">{t('enrol.manual')}</p>
        <div className={classes.secret}>
          <code>{groups}</code>
          <CopyButton value={props.secret}>
            {({ copied, copy }) => (
              <Tooltip label={copied ? t('action.copied') : t('action.copy')}>
                <ActionIcon onClick={copy} aria-label={t('enrol.copySecret')}>
                  {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
                </ActionIcon>
              </Tooltip>
            )}
          </CopyButton>
        </div>
      </div>
      <Button size="md" fullWidth onClick={props.onDone}>
        {t('enrol.connected')}
      </Button>
    </div>
  );
}
