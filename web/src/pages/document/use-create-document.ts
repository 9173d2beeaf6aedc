import { useCallback } from 'react';
import { useNavigate } from 'react-router';
import { useAction } from '../../client/use-action.ts';
import { CreateDocumentDocument } from '../../gql/graphql.ts';
import { useLocale } from '../../i18n/i18n-provider.tsx';
import { useText } from '../../i18n/text.ts';
import { saidFailed } from '../../ui/toast.ts';
import { openAll } from '../organization/tree/open-store.ts';
import { placeOfDocument } from './document-place.ts';

/** Creates an empty document and opens it for writing. */
export function useCreateDocument(org: string) {
  const t = useText();
  const { locale } = useLocale();
  const navigate = useNavigate();
  const { attempt } = useAction(CreateDocumentDocument);
  return useCallback(
    async (place: { spaceId: string; parentId: string | null }) => {
      const { data, failure } = await attempt({
        input: { ...place, title: t('document.untitled'), language: locale === 'de' ? 'DE' : 'EN' },
      });
      if (failure) saidFailed(failure, t);
      if (!data) return;
      openAll([place.spaceId, ...(place.parentId ? [place.parentId] : [])]);
      await navigate(`${placeOfDocument(org, data.createDocument)}/edit`, { state: { isNew: true } });
    },
    [attempt, locale, navigate, org, t],
  );
}
