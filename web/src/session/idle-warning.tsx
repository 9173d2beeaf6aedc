import { Button, Dialog } from '@mantine/core';
import { useEffect, useState } from 'react';
import { lastAnswer } from '../client/last-answer.ts';
import { useText } from '../i18n/text.ts';
import { useMe, useSession } from './session.tsx';

/** How often the clock is read, and how long before its rest a session is warned of it. */
const TICK_MS = 5_000;
const WARNING_MS = 60_000;
/** The server notes the last use once a minute: it may be that much earlier than this browser thinks. */
const SLACK_MS = 60_000;

/** Warns a minute before one factor is asked for again, and asks the server when that moment has come. */
export function IdleWarning() {
  const t = useText();
  const { idleSeconds } = useMe();
  const { refresh } = useSession();
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const look = () => {
      const left = lastAnswer() + idleSeconds * 1000 - Date.now();
      setNear(left <= WARNING_MS + SLACK_MS && left > 0);
      if (left <= 0) void refresh();
    };
    const timer = setInterval(look, TICK_MS);
    return () => clearInterval(timer);
  }, [idleSeconds, refresh]);
  const stay = async () => {
    await refresh();
    setNear(false);
  };
  return (
    <Dialog
      opened={isNear}
      role="alertdialog"
      aria-label={t('idle.warning')}
      size="md"
      radius="md"
      withBorder
    >
      <p>{t('idle.warning')}</p>
      <Button size="xs" mt="xs" onClick={() => void stay()}>
        {t('idle.stay')}
      </Button>
    </Dialog>
  );
}
