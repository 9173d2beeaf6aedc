import { Avatar, UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { loadDemo, type Demo } from '../../client/demo.ts';
import { useLocale } from '../../i18n/i18n-provider.tsx';
import { useRichText, useText } from '../../i18n/text.ts';
import classes from './auth.module.css';

/** People of the demo as cards; absent where no demo runs. A card fills in the address, never a password. */
export function DemoPeople({ onPick }: { onPick: (email: string) => void }) {
  const t = useText();
  const rich = useRichText();
  const { locale } = useLocale();
  const demo = useDemo();
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
                      <small>{person.role[locale]}</small>
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
