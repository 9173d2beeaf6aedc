import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useAnswer } from '../../client/use-answer.ts';
import { SearchDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/empty.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Page } from '../../ui/page.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { placeOfDocument } from '../document/document-place.ts';
import { TopBar } from '../organization/frame/top-bar.tsx';
import { useOrganization } from '../organization/organization-context.ts';
import { Snippet } from './snippet.tsx';
import classes from './search.module.css';

/** Search with an address of its own: the words are in it. */
export default function SearchPage() {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const [query, setQuery] = useState(params.get('q') ?? '');
  const [asked] = useDebouncedValue(query.trim(), 250);
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  useEffect(() => {
    setParams(asked ? { q: asked } : {}, { replace: true });
    setCursors([null]);
  }, [asked, setParams]);
  return (
    <Page title={t('search.title')} top={<TopBar crumbs={[]} />}>
      <TextInput
        size="md"
        type="search"
        aria-label={t('search.title')}
        placeholder={t('search.placeholder')}
        leftSection={<IconSearch size={18} aria-hidden />}
        autoFocus
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      {asked === '' ? (
        <Empty icon={<IconSearch size={22} />} title={t('search.start')}>
          {t('search.start.text')}
        </Empty>
      ) : (
        cursors.map((after, index) => (
          <Hits
            key={`${asked} ${after ?? ''}`}
            query={asked}
            after={after}
            onMore={index === cursors.length - 1 ? (next) => setCursors([...cursors, next]) : undefined}
          />
        ))
      )}
    </Page>
  );
}

function Hits(props: { query: string; after: string | null; onMore?: (cursor: string) => void }) {
  const t = useText();
  const { slug } = useOrganization();
  const answer = useAnswer(SearchDocument, { query: props.query, first: 20, after: props.after });
  const page = answer.data?.search;
  if (answer.failure && !page) return <FailureNotice failure={answer.failure} onRetry={answer.reload} />;
  if (!page) return <ListSkeleton />;
  if (page.edges.length === 0 && props.after === null) {
    return <Empty title={t('search.none')}>{t('search.none.text')}</Empty>;
  }
  const { endCursor, hasNextPage } = page.pageInfo;
  return (
    <>
      <ul className={classes.list}>
        {page.edges.map(({ node }) => (
          <li key={node.document.id}>
            <Link to={placeOfDocument(slug, node.document)}>
              <Snippet hit={node} />
            </Link>
          </li>
        ))}
      </ul>
      {props.onMore && hasNextPage && endCursor && (
        <Button variant="subtle" mt="sm" onClick={() => props.onMore?.(endCursor)}>
          {t('action.more')}
        </Button>
      )}
    </>
  );
}
