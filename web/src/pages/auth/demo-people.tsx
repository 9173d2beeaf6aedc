import { Avatar, UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import { useLocale } from '../../i18n/i18n-provider.tsx';
import type { LocaleCode } from '../../i18n/locale.ts';
import { useRichText, useText } from '../../i18n/text.ts';
import classes from './auth.module.css';

interface DemoPerson {
  name: string;
  email: string;
  organization: string;
  role: { de: string; en: string };
}

interface Demo {
  people: DemoPerson[];
  demoUrl?: string;
}

/** People of the demo as cards; absent where no demo runs. A card fills in the address, never a password. */
export function DemoPeople({ onPick }: { onPick: (email: string) => void }) {
  const t = useText();
  const rich = useRichText();
  const { locale } = useLocale();
  const demo = useDemo();
  const language = useIntl().locale.startsWith('de') ? 'de' : 'en';
  if (!demo) return null;
  const organizations = [...new Set(demo.people.map(({ organization }) => organization))];
  return (
    <section className={classes.demo} aria-labelledby="demo-people">
      <h2 id="demo-people">{t('demo.title')}</h2>
      <p>
        {demo.demoUrl
          ? rich('demo.text', {
              page: (chunks) => (
                <a key="page" href={demo.demoUrl} target="_blank" rel="noreferrer">
                  {chunks}
                </a>
              ),
            })
          : t('demo.textWithoutLink')}
      </p>
      {organizations.map((organization) => (
        <div key={organization}>
          <h3>{organization}</h3>
          <ul className={classes.people}>
            {demo.people
              .filter((person) => person.organization === organization)
              .map((person) => (
                <li key={person.email}>
                  <UnstyledButton className={classes.personCard} onClick={() => onPick(person.email)}>
                    <Avatar name={person.name} color="iris" size={34} aria-hidden />
                    <span className={classes.personName}>
                      {person.name}
                      <small>{person.role[language]}</small>
                    </span>
                  </UnstyledButton>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function useDemo(): Demo | null {
  const [demo, setDemo] = useState<Demo | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    void loadDemo(stop.signal).then((loaded) => {
      if (!stop.signal.aborted) setDemo(loaded);
    });
    return () => stop.abort();
  }, []);
  return demo;
}

async function loadDemo(signal: AbortSignal): Promise<Demo | null> {
  try {
    const answer = await fetch('/demo-people.json', { signal });
    if (!answer.ok || !answer.headers.get('content-type')?.includes('json')) return null;
    const demo = (await answer.json()) as Demo;
    return Array.isArray(demo.people) ? demo : null;
  } catch {
    return null;
  }
}
