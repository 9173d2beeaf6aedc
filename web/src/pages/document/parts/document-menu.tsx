import { lazy, Suspense } from 'react';
import { useOnDemand } from '../../../ui/use-on-demand.ts';
import type { DocumentView } from '../document-context.ts';
import { MoreButton } from './more-button.tsx';

const load = () => import('./document-actions.tsx');
const DocumentActions = lazy(load);

/** Everything else one may do with a document; loaded when it is wanted. */
export function DocumentMenu({ document }: { document: DocumentView }) {
  const { wanted, props } = useOnDemand(load);
  if (!wanted) return <MoreButton {...props} />;
  return (
    <Suspense fallback={<MoreButton />}>
      <DocumentActions document={document} />
    </Suspense>
  );
}
