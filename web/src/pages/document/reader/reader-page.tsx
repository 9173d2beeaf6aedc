import { useHotkeys } from '@mantine/hooks';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { useAnswer } from '../../../client/use-answer.ts';
import { DocumentDraftDocument } from '../../../gql/graphql.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { anchorOf, asBody, outlineOf } from '../../../ui/prose/body.ts';
import { Prose } from '../../../ui/prose/prose.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { useDocument, type DocumentView } from '../document-context.ts';
import { placeOfDocument } from '../document-place.ts';
import { DocumentBar } from '../parts/document-bar.tsx';
import { citedNodes, readCited } from './cited.ts';
import { DraftNotice } from './draft-notice.tsx';
import { Outline } from './outline.tsx';
import { ReaderActions } from './reader-actions.tsx';
import { VersionLine } from './version-line.tsx';
import classes from './reader.module.css';

const DetailsPanel = lazy(() => import('../parts/details-panel.tsx'));
const SummaryPanel = lazy(() => import('../../ai/summary-panel.tsx'));
const RestrictionNotice = lazy(() => import('../restriction/restriction-notice.tsx'));
const CitedNotice = lazy(() => import('./cited-notice.tsx'));

/** A document for reading: the published text, or the draft for those who may see it. */
export function ReaderPage() {
  const document = useDocument();
  const { slug, viewerCan } = useOrganization();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const showsDraft = !document.published || params.get('version') === 'draft';
  const panel = params.get('panel');
  const here = placeOfDocument(slug, document);
  useTitle(document.title);
  useHotkeys([
    ['e', () => void (can(document.viewerCan, 'DOCUMENT_WRITE') && navigate(`${here}/edit`))],
    ['h', () => void (can(document.viewerCan, 'DOCUMENT_READ_DRAFT') && navigate(`${here}/history`))],
  ]);
  return (
    <>
      <DocumentBar document={document}>
        <ReaderActions document={document} />
      </DocumentBar>
      <div className={classes.columns}>
        <main id="main" tabIndex={-1} className={classes.main}>
          {showsDraft ? <DraftText document={document} /> : <PublishedText document={document} />}
        </main>
        <div className={`${classes.panel} k-noprint`}>
          {panel === 'details' ? (
            <Suspense>
              <DetailsPanel document={document} />
            </Suspense>
          ) : null}
          {panel === 'summary' && can(viewerCan, 'AI_USE') ? (
            <Suspense>
              <SummaryPanel document={document} isDraft={showsDraft} />
            </Suspense>
          ) : null}
        </div>
      </div>
    </>
  );
}

function PublishedText({ document }: { document: DocumentView }) {
  const version = document.published;
  const body = useMemo(() => asBody(version?.body), [version?.body]);
  if (!version) return null;
  return (
    <Text document={document} body={body} title={version.title} version={version.number}>
      <VersionLine document={document} version={version} />
      <DraftNotice document={document} shows="published" />
    </Text>
  );
}

function DraftText({ document }: { document: DocumentView }) {
  const { data, failure, reload } = useAnswer(DocumentDraftDocument, { id: document.id });
  const draft = data?.document?.draft;
  const body = useMemo(() => asBody(draft?.body), [draft?.body]);
  if (failure && !draft) return <FailureNotice failure={failure} onRetry={reload} />;
  if (!draft) return <ListSkeleton />;
  return (
    <Text document={document} body={body} title={draft.title} version={draft.number}>
      <VersionLine document={document} version={draft} />
      <DraftNotice document={document} shows="draft" />
    </Text>
  );
}

function Text(props: {
  document: DocumentView;
  body: ReturnType<typeof asBody>;
  title: string;
  version: number;
  children: React.ReactNode;
}) {
  const cited = useCited(props.body, props.version);
  const outline = useMemo(() => outlineOf(props.body), [props.body]);
  const lang = props.document.language.toLowerCase();
  return (
    <div className={classes.text}>
      <article className={classes.article}>
        <h1 className={classes.title} lang={lang}>
          {props.title}
        </h1>
        {props.children}
        {props.document.isRestricted && (
          <Suspense>
            <RestrictionNotice document={props.document} />
          </Suspense>
        )}
        {cited && (
          <Suspense>
            <CitedNotice
              document={props.document}
              cited={cited}
              shown={props.version}
              found={cited.nodes.size > 0}
            />
          </Suspense>
        )}
        <Prose body={props.body} lang={lang} marked={cited?.nodes} />
      </article>
      {outline.length > 1 && <Outline entries={outline} lang={lang} />}
    </div>
  );
}

/** The passage that the address cites, if any; it is scrolled to. */
function useCited(body: ReturnType<typeof asBody>, version: number) {
  const [params] = useSearchParams();
  const { state } = useLocation();
  const cited = useMemo(() => {
    const read = readCited(params, state);
    return read && { ...read, nodes: citedNodes(read, body, version) };
  }, [params, state, body, version]);
  useEffect(() => {
    const first = cited ? [...cited.nodes][0] : undefined;
    if (first === undefined) return undefined;
    const show = () => document.getElementById(anchorOf(first))?.scrollIntoView({ block: 'center' });
    // After the notice above the text has taken its room.
    const timer = setTimeout(show, 120);
    return () => clearTimeout(timer);
  }, [cited]);
  return cited;
}
