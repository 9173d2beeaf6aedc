import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { useAnswer } from '../../../client/use-answer.ts';
import {
  DocumentRestrictionDocument,
  type DocumentRestrictionQuery,
  type RestrictionFactsFragment,
} from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { Notice } from '../../../ui/notice.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import type { DocumentView } from '../document-context.ts';
import { placeOfDocument } from '../document-place.ts';
import classes from './restriction.module.css';

type Holds = NonNullable<NonNullable<DocumentRestrictionQuery['document']>['restrictedBy']>;

const RestrictDialog = lazy(() => import('./restrict-dialog.tsx'));

/** Who restricted this document, where and for whom; with the way to change it for who may. */
export default function RestrictionNotice({ document }: { document: DocumentView }) {
  const t = useText();
  const { slug, viewerCan } = useOrganization();
  const [changing, setChanging] = useState(false);
  const { data } = useAnswer(DocumentRestrictionDocument, {
    id: document.id,
    withGroups: can(viewerCan, 'MEMBER_READ'),
  });
  const holds = data?.document?.restrictedBy;
  const sentence = useSentence(document.id, holds);
  if (!holds) return null;
  const above = holds.document && holds.document.id !== document.id ? holds.document : null;
  return (
    <div className={classes.notice}>
      <Notice
        icon={<IconLock size={18} aria-hidden />}
        actions={
          <>
            {above && (
              <Button component={Link} size="compact-sm" variant="default" to={placeOfDocument(slug, above)}>
                {above.title}
              </Button>
            )}
            {can(document.viewerCan, 'DOCUMENT_RESTRICT') && !above && (
              <Button size="compact-sm" variant="default" onClick={() => setChanging(true)}>
                {t('restriction.change')}
              </Button>
            )}
          </>
        }
      >
        <p>{sentence}</p>
        <SeenBy holds={holds} />
        {holds.reason && <p>{t('restriction.reasonIs', { reason: holds.reason })}</p>}
      </Notice>
      <Suspense>
        {changing && <RestrictDialog document={document} onClose={() => setChanging(false)} />}
      </Suspense>
    </div>
  );
}

/** Who is let in; somebody who does not see groups is not told that there are none. */
function SeenBy({ holds }: { holds: Holds }) {
  const t = useText();
  const names = [...(holds.groups ?? []), ...holds.people].flatMap((one) => one?.name ?? []).join(', ');
  if (holds.groups) return <p>{t('restriction.seenBy', { names: names || t('restriction.nobody') })}</p>;
  return <p>{t('restriction.seenByUnseen', { names: names || t('restriction.managers') })}</p>;
}

function useSentence(documentId: string, holds: RestrictionFactsFragment | null | undefined): string {
  const t = useText();
  const dates = useDates();
  if (!holds) return '';
  const name = holds.madeBy?.name ?? t('person.unknown');
  const day = dates.day(holds.since);
  if (holds.document?.id === documentId) return t('restriction.by', { name, day });
  if (!holds.document) return t('restriction.byAboveUnknown', { name, day });
  return t('restriction.byAbove', { name, day, title: holds.document.title });
}
