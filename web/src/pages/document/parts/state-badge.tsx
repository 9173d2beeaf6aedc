import { Badge } from '@mantine/core';
import { useText } from '../../../i18n/text.ts';

/** Where a document stands in its life, in one or two words. */
export function StateBadge(props: {
  document: {
    state: 'DRAFT' | 'PUBLISHED';
    hasUnpublishedChanges: boolean;
    archivedAt?: string | null;
    trashedAt?: string | null;
  };
  version?: number | null;
}) {
  const t = useText();
  const { state, hasUnpublishedChanges, archivedAt, trashedAt } = props.document;
  if (trashedAt) return <Badge color="red">{t('state.trashed')}</Badge>;
  if (archivedAt) return <Badge color="gray">{t('state.archived')}</Badge>;
  if (state === 'DRAFT') return <Badge color="yellow">{t('state.draft')}</Badge>;
  return (
    <Badge color={hasUnpublishedChanges ? 'blue' : 'teal'}>
      {props.version ? t('state.publishedVersion', { version: props.version }) : t('state.published')}
    </Badge>
  );
}
