import { Link, useLocation } from 'react-router';
import { useText } from '../../i18n/text.ts';
import { placeOfDocument } from '../document/document-place.ts';
import { writeCited } from '../document/reader/cited.ts';
import { useOrganization } from '../organization/organization-context.ts';
import type { AiCitation } from './ai-events.ts';
import classes from './ai.module.css';

/**
 * Where a source opens: the document, at the passage, with its words so that another version can be searched. Beside
 * the document itself, as a summary is, the panel stays.
 */
function usePlaceOfSource() {
  const { slug } = useOrganization();
  const here = useLocation();
  return (source: AiCitation, isDraft: boolean): { pathname: string; search: string } => {
    const { documentId: id, title, versionNumber, block, blockEnd } = source;
    const pathname = placeOfDocument(slug, { id, title });
    const params = writeCited({ version: versionNumber, blocks: [block, blockEnd] });
    if (isDraft) params.set('version', 'draft');
    const panel = new URLSearchParams(here.search).get('panel');
    if (panel !== null && here.pathname.endsWith(id)) params.set('panel', panel);
    return {
      pathname: here.pathname.endsWith(id) ? here.pathname : pathname,
      search: `?${params.toString()}`,
    };
  };
}

/** The number of a source inside of an answer; opens the passage. */
export function SourceChip({ source, isDraft }: { source: AiCitation; isDraft: boolean }) {
  const t = useText();
  const placeOf = usePlaceOfSource();
  const label = t('ai.source', {
    number: source.number,
    title: source.title,
    version: source.versionNumber,
  });
  return (
    <Link
      to={placeOf(source, isDraft)}
      state={{ quote: source.quote }}
      className={classes.chip}
      aria-label={label}
      title={label}
    >
      {source.number}
    </Link>
  );
}

/** All sources of an answer, with the version that was read and the words of the passage. */
export function SourceList(props: {
  sources: readonly AiCitation[];
  isDraft: (source: AiCitation) => boolean;
}) {
  const t = useText();
  const placeOf = usePlaceOfSource();
  return (
    <section aria-label={t('ai.sources')} className={classes.sources}>
      <h3>{t('ai.sources')}</h3>
      <ol>
        {props.sources.map((source) => (
          <li key={source.number} value={source.number}>
            <Link to={placeOf(source, props.isDraft(source))} state={{ quote: source.quote }}>
              {source.title}
            </Link>{' '}
            <small className="k-dim">
              {t(props.isDraft(source) ? 'ai.source.draft' : 'ai.source.version', {
                version: source.versionNumber,
              })}
            </small>
            {source.quote !== '' && <blockquote>{source.quote}</blockquote>}
          </li>
        ))}
      </ol>
    </section>
  );
}
