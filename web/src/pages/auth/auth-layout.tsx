import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useLocale } from '../../i18n/i18n-provider.tsx';
import { useText } from '../../i18n/text.ts';
import { Logo } from '../../ui/logo.tsx';
import { useTitle } from '../../ui/use-title.ts';
import classes from './auth.module.css';

/** The quiet frame of every page before the product: one column, one question. */
export function AuthLayout(props: {
  title: string;
  text?: ReactNode;
  children: ReactNode;
  aside?: ReactNode;
}) {
  const t = useText();
  const { locale, choose } = useLocale();
  useTitle(props.title);
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <Logo />
        <SegmentedControl
          size="xs"
          aria-label={t('language.label')}
          value={locale}
          onChange={(value) => void choose(value === 'de' ? 'de' : 'en')}
          data={[
            { value: 'de', label: 'Deutsch' },
            { value: 'en', label: 'English' },
          ]}
        />
      </header>
      <main id="main" tabIndex={-1} className={classes.main}>
        <div className={classes.card}>
          <h1 className={classes.title}>{props.title}</h1>
          {props.text && <p className={classes.lead}>{props.text}</p>}
          {props.children}
        </div>
        {props.aside}
      </main>
      <footer className={classes.footer}>
        <Link to="/trust">{t('trust.title')}</Link>
        <Link to="/dpa">{t('dpa.title')}</Link>
      </footer>
    </div>
  );
}
