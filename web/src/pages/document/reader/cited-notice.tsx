import { Button } from '@mantine/core';
import { IconQuote } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { useText } from '../../../i18n/text.ts';
import { Notice } from '../../../ui/notice.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import type { DocumentView } from '../document-context.ts';
import { placeOfDocument } from '../document-place.ts';
import type { Cited } from './cited.ts';
import classes from './reader.module.css';

/** Over a text that an answer cites: which version it meant, and whether the passage still reads so. */
export default function CitedNotice(props: {
  document: DocumentView;
  cited: Cited;
  /** Number of the version on the page. */
  shown: number;
  found: boolean;
}) {
  const t = useText();
  const { slug } = useOrganization();
  const [, setParams] = useSearchParams();
  const { document, cited, shown, found } = props;
  const isOther = cited.version !== shown;
  const mayCompare = isOther && can(document.viewerCan, 'DOCUMENT_READ_DRAFT');
  const hide = () =>
    setParams((before) => {
      before.delete('cited');
      before.delete('passage');
      return before;
    });
  const sentence = !isOther
    ? t(cited.blocks ? 'cited.here' : 'cited.whole', { version: shown })
    : `${t('cited.other', { cited: cited.version, version: shown })} ${t(found ? 'cited.same' : 'cited.changed')}`;
  return (
    <div className={classes.draft}>
      <Notice
        tone={isOther ? 'warn' : 'info'}
        icon={<IconQuote size={18} aria-hidden />}
        actions={
          <>
            {mayCompare && (
              <Button
                component={Link}
                size="compact-sm"
                variant="default"
                to={`${placeOfDocument(slug, document)}/history?from=${Math.min(cited.version, shown)}&to=${Math.max(cited.version, shown)}`}
              >
                {t('draft.compare')}
              </Button>
            )}
            <Button size="compact-sm" variant="default" onClick={hide}>
              {t('cited.hide')}
            </Button>
          </>
        }
      >
        <p>{sentence}</p>
        {isOther && !mayCompare && !found && <p>{t('cited.gone', { version: cited.version })}</p>}
      </Notice>
    </div>
  );
}
