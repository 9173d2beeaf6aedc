import { Suspense, useEffect } from 'react';
import { Outlet, useLocation, useNavigate, useParams } from 'react-router';
import { useAnswer } from '../../client/use-answer.ts';
import { DocumentPageDocument } from '../../gql/graphql.ts';
import { ServerUnreachable } from '../../ui/server-unreachable.tsx';
import { PageSkeleton } from '../../ui/skeletons.tsx';
import { TopBar } from '../organization/frame/top-bar.tsx';
import { openAll } from '../organization/tree/open-store.ts';
import { documentIdOf, placeOfDocument } from './document-place.ts';
import { Missing } from './missing.tsx';

/** Loads the document of the address for the pages below: reading, writing, history. */
export function DocumentLayout() {
  const { org = '', key = '' } = useParams();
  const id = documentIdOf(key);
  const { data, failure, loading, reload } = useAnswer(DocumentPageDocument, { id });
  const document = data?.document ?? undefined;
  useCanonicalPlace(org, key, document);

  const spaceId = document?.space?.id;
  const way = document?.path.map((crumb) => crumb.id).join(' ');
  useEffect(() => {
    if (spaceId) openAll([spaceId, ...(way ?? '').split(' ').filter((one) => one !== '' && one !== id)]);
  }, [spaceId, way, id]);

  if (document?.id === id) {
    return (
      <Suspense fallback={<PageSkeleton />}>
        <Outlet context={document} key={id} />
      </Suspense>
    );
  }
  if (loading) {
    return (
      <>
        <TopBar crumbs={[]} />
        <PageSkeleton />
      </>
    );
  }
  if (failure && !['NOT_FOUND', 'FORBIDDEN'].includes(failure.code)) {
    return (
      <>
        <TopBar crumbs={[]} />
        <ServerUnreachable failure={failure} onRetry={reload} />
      </>
    );
  }
  return (
    <>
      <TopBar crumbs={[]} />
      <Missing key={id} target={{ documentId: id }} />
    </>
  );
}

/** A renamed document's old address is replaced by its new one. */
function useCanonicalPlace(
  org: string,
  key: string,
  document: { id: string; title: string } | undefined,
): void {
  const navigate = useNavigate();
  const { pathname, search, hash, state } = useLocation();
  const place = document && placeOfDocument(org, document);
  useEffect(() => {
    if (!place || documentIdOf(place) !== documentIdOf(key) || place.endsWith(`/${key}`)) return;
    // While writing, the title changes all the time; the address follows when the editor is left.
    if (pathname.endsWith('/edit')) return;
    const rest = pathname.slice(pathname.indexOf(key) + key.length);
    void navigate({ pathname: place + rest, search, hash }, { replace: true, state: state as unknown });
  }, [place, key, pathname, search, hash, state, navigate]);
}
