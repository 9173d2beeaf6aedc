import { Button, Dialog } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { lastAnswer } from '../client/last-answer.ts';
import { useDates, useText } from '../i18n/text.ts';

/** How often the clock is read, and how long before it rests or ends a session is warned of it. */
const TICK_MS = 5_000;
const WARNING_MS = 60_000;
/** The server notes the last use once a minute: it may be that much earlier than this browser thinks. */
const SLACK_MS = 60_000;

/** What a stay is measured by. */
interface Stay {
  /** Of one Organization, or of the session as such. */
  organization: string | null;
  /** Seconds without a request after which one factor is asked for. */
  idleSeconds: number;
  /** When a new sign-in is asked for, whatever was done. */
  endsAt: string;
  /** Asks the server, which keeps the session awake, or says that it rests or has ended. */
  ask(): unknown;
}

/** Warns a minute before one factor or a new sign-in is asked for, and asks the server when that moment has come. */
export function StayWarning(props: Stay) {
  const t = useText();
  const dates = useDates();
  const [near, forget] = useNearEnd(props);
  const stay = async () => {
    await props.ask();
    forget();
  };
  const text = near === 'end' ? t('idle.end', { at: dates.dateTime(props.endsAt) }) : t('idle.warning');
  return (
    <Dialog opened={near !== null} role="alertdialog" aria-label={text} size="md" radius="md" withBorder>
      <p>{text}</p>
      <Button size="xs" mt="xs" onClick={() => (near === 'end' ? forget() : void stay())}>
        {near === 'end' ? t('idle.seen') : t('idle.stay')}
      </Button>
    </Dialog>
  );
}

/** What is a minute away; forgetting it hides an end for good, and a rest until it is near again. */
function useNearEnd({ organization, idleSeconds, endsAt, ask }: Stay) {
  const [near, setNear] = useState<'rest' | 'end' | null>(null);
  const seen = useRef<string | null>(null);
  const asked = useRef<string | null>(null);
  useEffect(() => {
    const look = () => {
      const rest = lastAnswer(organization) + idleSeconds * 1000 - Date.now();
      const end = Date.parse(endsAt) - Date.now();
      const isEnding = end <= WARNING_MS && end > 0 && seen.current !== endsAt;
      const isResting = rest <= WARNING_MS + SLACK_MS && rest > 0 && end > rest;
      setNear(isEnding ? 'end' : isResting ? 'rest' : null);
      // An end is asked about once: the answer says that it has come, or when it will.
      if (rest <= 0 || (end <= 0 && asked.current !== endsAt)) {
        if (end <= 0) asked.current = endsAt;
        void ask();
      }
    };
    const timer = setInterval(look, TICK_MS);
    return () => clearInterval(timer);
  }, [organization, idleSeconds, endsAt, ask]);
  const forget = () => {
    if (near === 'end') seen.current = endsAt;
    setNear(null);
  };
  return [near, forget] as const;
}
