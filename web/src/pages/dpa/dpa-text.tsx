import { Button, SegmentedControl } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { DpaDocumentQuery } from '../../gql/graphql.ts';
import { useDates, useText } from '../../i18n/text.ts';
import { ContractText } from '../../ui/contract-text.tsx';
import { download } from '../../ui/download.ts';
import classes from './dpa.module.css';

/** A published version with its texts. */
export type DpaView = NonNullable<DpaDocumentQuery['dpaDocument']>;

/** The text and the checksum of a version in one language. */
export const inLanguage = (view: DpaView, language: 'de' | 'en'): { text: string; hash: string } =>
  language === 'de'
    ? { text: view.textDe, hash: view.publication.hashDe }
    : { text: view.textEn, hash: view.publication.hashEn };

/** One version to be read, printed and taken along. `line` says at its end who accepted it. */
export function DpaText(props: {
  view: DpaView;
  language: 'de' | 'en';
  /** Absent where the page's own language is the text's. */
  onLanguage?: (language: 'de' | 'en') => void;
  line?: ReactNode;
}) {
  const t = useText();
  const dates = useDates();
  const { view, language, onLanguage } = props;
  const { text, hash } = inLanguage(view, language);
  const { number, validFrom, isCurrent, summary } = view.publication;
  const day = dates.day(`${validFrom}T12:00:00`);
  const isFuture = new Date(`${validFrom}T00:00:00`) > new Date();
  const file = `${language === 'de' ? 'auftragsverarbeitung' : 'data-processing-agreement'}-${number}.txt`;
  return (
    <>
      <div className={`${classes.bar} k-noprint`}>
        {onLanguage && (
          <SegmentedControl
            size="xs"
            aria-label={t('dpa.language')}
            value={language}
            onChange={(value) => onLanguage(value === 'de' ? 'de' : 'en')}
            data={[
              { value: 'de', label: 'Deutsch' },
              { value: 'en', label: 'English' },
            ]}
          />
        )}
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
