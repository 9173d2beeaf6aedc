import { useEffect, useMemo } from 'react';
import { Navigate } from 'react-router';
import { useAnswer } from '../../../client/use-answer.ts';
import { DocumentDraftDocument } from '../../../gql/graphql.ts';
import { useMe } from '../../../session/session.tsx';
import { readLocalDraft } from '../../../session/local-drafts.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { PageSkeleton } from '../../../ui/skeletons.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { useDocument } from '../document-context.ts';
import { placeOfDocument } from '../document-place.ts';
import { DocumentBar } from '../parts/document-bar.tsx';
import { EditorSession } from './editor-session.tsx';

/** Writing: always starts from the newest draft, or from what this device kept of it. */
export default function EditorPage() {
  const document = useDocument();
  const me = useMe();
  const { slug } = useOrganization();
  const { data, failure, reload } = useFreshDraft(document.id);
  const loaded = data?.document;
  const local = useMemo(() => readLocalDraft(me.user.id, document.id), [me.user.id, document.id]);
  if (!can(document.viewerCan, 'DOCUMENT_WRITE') || document.archivedAt || document.trashedAt) {
    return <Navigate to={placeOfDocument(slug, document)} replace />;
  }
  if (failure && !loaded) {
    return (
      <main id="main" tabIndex={-1}>
        <FailureNotice failure={failure} onRetry={reload} />
      </main>
    );
  }
  if (!loaded?.draft) {
    return (
      <>
        <DocumentBar document={document} />
        <PageSkeleton />
      </>
    );
  }
  return (
    <EditorSession
      key={document.id}
      document={document}
      draft={loaded.draft}
      revision={loaded.revision}
      local={local}
    />
  );
}

/** The cached draft may be old: writing starts only from what the server says now. */
function useFreshDraft(id: string) {
  const answer = useAnswer(DocumentDraftDocument, { id }, { policy: 'network-only' });
  useEffect(() => {
    if (answer.failure?.code === 'NETWORK') {
      const timer = setTimeout(answer.reload, 4000);
      return () => clearTimeout(timer);
    }
    return undefined;
  }, [answer.failure, answer.reload]);
  return answer;
}
