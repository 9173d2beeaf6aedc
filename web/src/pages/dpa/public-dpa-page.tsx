import { SegmentedControl } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { useAnswer } from '../../client/use-answer.ts';
import { DpaDocumentDocument, DpaPublicationsDocument } from '../../gql/graphql.ts';
import { useLocale } from '../../i18n/i18n-provider.tsx';
import { useDates, useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/empty.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Logo } from '../../ui/logo.tsx';
import { Page } from '../../ui/page.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { DpaText } from './dpa-text.tsx';
import classes from './dpa.module.css';

/** The contract for everybody, without signing in; `?version=2` shows an older one. */
export default function PublicDpaPage() {
  const t = useText();
  const [search] = useSearchParams();
  const wanted = Number.parseInt(search.get('version') ?? '', 10);
  const number = Number.isInteger(wanted) && wanted > 0 ? wanted : null;
  const { data, failure, loading, reload } = useAnswer(DpaDocumentDocument, { number });
  const { locale } = useLocale();
  const view = data?.dpaDocument;
  return (
    <div className={classes.page}>
      <PublicHeader />
      <Page title={t('dpa.title')} text={t('dpa.public.text')}>
        {failure && !data && <FailureNotice failure={failure} onRetry={reload} />}
        {loading && <ListSkeleton />}
        {view && <DpaText view={view} language={locale} />}
        {data && !view && (
          <Empty icon={<IconFileText size={22} />} title={t('dpa.none')}>
            {t('dpa.none.text')}
          </Empty>
        )}
        <AllVersions shown={view?.publication.number ?? null} />
      </Page>
    </div>
  );
}

function PublicHeader() {
  const t = useText();
  const { locale, choose } = useLocale();
  return (
    <header className={`${classes.header} k-noprint`}>
      <Link to="/" aria-label="Kopexa">
        <Logo />
      </Link>
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
  );
}

function AllVersions({ shown }: { shown: number | null }) {
  const t = useText();
  const dates = useDates();
  const all = useAnswer(DpaPublicationsDocument, {}).data?.dpaPublications ?? [];
  if (all.length < 2) return null;
  return (
    <nav className={`${classes.versions} k-noprint`} aria-label={t('dpa.versions')}>
      <h2>{t('dpa.versions')}</h2>
      <ul>
        {all.map(({ number, validFrom, isCurrent }) => (
          <li key={number}>
            <Link to={`/dpa?version=${number}`} aria-current={number === shown ? 'page' : undefined}>
              {t('dpa.version', { number })}
            </Link>{' '}
            <span className="k-dim">
              {t('dpa.validFrom')} {dates.day(`${validFrom}T12:00:00`)}
              {isCurrent && ` · ${t('dpa.current')}`}
            </span>
          </li>
        ))}
      </ul>
    </nav>
  );
}
