import { useOutletContext } from 'react-router';
import type { DocumentPageQuery } from '../../gql/graphql.ts';

/** The document of the address, as its viewer sees it. */
export type DocumentView = NonNullable<DocumentPageQuery['document']>;

/** The document at hand; only below `DocumentLayout`. */
export function useDocument(): DocumentView {
  return useOutletContext<DocumentView>();
}
