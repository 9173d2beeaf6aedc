import { Button, SegmentedControl } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { DpaDocumentQuery } from '../../gql/graphql.ts';
import { useLocale } from '../../i18n/i18n-provider.tsx';
import { useDates, useText } from '../../i18n/text.ts';
import { ContractText } from '../../ui/contract-text.tsx';
import { download } from '../../ui/download.ts';
import classes from './dpa.module.css';

/** A published version with its texts. */
export type DpaView = NonNullable<DpaDocumentQuery['dpaDocument']>;

/** The language in which the contract is read, and the text and checksum that belong to it. */
export function useDpaLanguage(): {
  language: 'de' | 'en';
  choose: (language: 'de' | 'en') => void;
  textOf: (view: DpaView) => { text: string; hash: string };
} {
  const { locale } = useLocale();
  const [language, choose] = useState<'de' | 'en'>(locale);
  const textOf = ({ textDe, textEn, publication: { hashDe, hashEn } }: DpaView) =>
    language === 'de' ? { text: textDe, hash: hashDe } : { text: textEn, hash: hashEn };
  return { language, choose, textOf };
}

/** One version to be read, printed and taken along. `line` says at its end who accepted it. */
export function DpaText(props: {
  view: DpaView;
  language: 'de' | 'en';
  onLanguage: (language: 'de' | 'en') => void;
  text: string;
  hash: string;
  line?: ReactNode;
}) {
  const t = useText();
  const dates = useDates();
  const { view, language, text, hash } = props;
  const { number, validFrom, isCurrent, summary } = view.publication;
  const day = dates.day(`${validFrom}T12:00:00`);
  const isFuture = new Date(`${validFrom}T00:00:00`) > new Date();
  const file = `${language === 'de' ? 'auftragsverarbeitung' : 'data-processing-agreement'}-${number}.txt`;
  return (
    <>
      <div className={`${classes.bar} k-noprint`}>
        <SegmentedControl
          size="xs"
          aria-label={t('dpa.language')}
          value={language}
          onChange={(value) => props.onLanguage(value === 'de' ? 'de' : 'en')}
          data={[
            { value: 'de', label: 'Deutsch' },
            { value: 'en', label: 'English' },
          ]}
        />
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={15} aria-hidden />}
          onClick={() => download(file, text, 'text/plain')}
        >
          {t('dpa.download')}
        </Button>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPrinter size={15} aria-hidden />}
          onClick={() => window.print()}
        >
          {t('dpa.print')}
        </Button>
      </div>
      <p className={classes.facts}>
        <b>{t('dpa.version', { number })}</b> ·{' '}
        {isFuture ? t('dpa.upcoming', { day }) : `${t('dpa.validFrom')} ${day}`}
        {isCurrent && ` · ${t('dpa.current')}`}
      </p>
      <p className={classes.facts}>
        <b>{t('dpa.changes')}:</b> {summary}
      </p>
      <ContractText text={text} language={language} />
      <footer className={classes.end}>
        {props.line && <p>{props.line}</p>}
        <p className={classes.hash}>
          {t('dpa.checksum')}: <code>{hash}</code>
        </p>
      </footer>
    </>
  );
}
