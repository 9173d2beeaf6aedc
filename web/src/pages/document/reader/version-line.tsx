import type { VersionHeadFragment } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Person } from '../../../ui/person.tsx';
import { Time } from '../../../ui/time.tsx';
import type { DocumentView } from '../document-context.ts';
import classes from './reader.module.css';

/** Under the title: version, who answers for it, since when; also on paper. */
export function VersionLine({ document, version }: { document: DocumentView; version: VersionHeadFragment }) {
  const t = useText();
  return (
    <div className={classes.line}>
      <span>{t('version.number', { version: version.number })}</span>
      {version.isPublished && version.publishedAt ? (
        <span>
          {t('version.publishedBy')} <Person user={version.publishedBy} bare />,{' '}
          <Time at={version.publishedAt} exact />
        </span>
      ) : (
        <span>
          {t('version.savedBy')} <Person user={version.author} bare />, <Time at={version.savedAt} exact />
        </span>
      )}
      {document.owner && (
        <span>
          {t('document.owner')}: {document.owner.name}
        </span>
      )}
      <span>{t(`classification.${document.classification}`)}</span>
    </div>
  );
}
