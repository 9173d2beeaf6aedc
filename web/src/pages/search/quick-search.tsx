import { createSpotlight, Spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.layer.css';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFileText, IconSearch, IconSparkles } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { useAnswer } from '../../client/use-answer.ts';
import { RecentDocumentsDocument, SearchDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { placeOfDocument } from '../document/document-place.ts';
import { can, useOrganization } from '../organization/organization-context.ts';
import { Snippet } from './snippet.tsx';

const CLOSING_MS = 160;
const [store, spotlight] = createSpotlight();

/** Search from anywhere by Ctrl-K: the best hits while typing, Enter opens. */
export default function QuickSearch({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { slug, viewerCan } = useOrganization();
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const [asked] = useDebouncedValue(query.trim(), 150);
  const answer = useAnswer(SearchDocument, { query: asked, first: 8 }, { pause: asked === '' });
  const recent = useAnswer(RecentDocumentsDocument, {}, { pause: asked !== '', policy: 'cache-first' });
  const hits = asked ? (answer.data?.search.edges ?? []) : [];
  useEffect(() => spotlight.open(), []);
  const open = (place: string, state?: { question: string }) => {
    spotlight.close();
    void navigate(place, { state });
  };
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      store={store}
      onSpotlightClose={() => setTimeout(onClose, CLOSING_MS)}
      centered={false}
      yOffset="12vh"
      overlayProps={{ backgroundOpacity: 0.35, blur: 1 }}
      shortcut={null}
      lockScroll={false}
      scrollable
      attributes={{ content: { 'aria-label': t('search.title') } }}
      maxHeight={440}
    >
      <Spotlight.Search
        placeholder={t('search.placeholder')}
        aria-label={t('search.title')}
        leftSection={<IconSearch size={18} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {asked === '' &&
          (recent.data?.recentDocuments ?? [])
            .slice(0, 6)
            .map((document) => (
              <Spotlight.Action
                key={document.id}
                label={document.title}
                description={document.space?.name}
                leftSection={<IconFileText size={18} aria-hidden />}
                onClick={() => open(placeOfDocument(slug, document))}
              />
            ))}
        {hits.map(({ node }) => (
          <Spotlight.Action
            key={node.document.id}
            leftSection={<IconFileText size={18} aria-hidden />}
            onClick={() => open(placeOfDocument(slug, node.document))}
          >
            <Snippet hit={node} />
          </Spotlight.Action>
        ))}
        {asked !== '' && hits.length > 0 && (
          <Spotlight.Action
            label={t('search.all', { query: asked })}
            leftSection={<IconSearch size={18} aria-hidden />}
            onClick={() => open(`/o/${slug}/search?q=${encodeURIComponent(asked)}`)}
          />
        )}
        {asked !== '' && answer.data && hits.length === 0 && (
          <Spotlight.Empty>{t('search.none')}</Spotlight.Empty>
        )}
        {asked !== '' && can(viewerCan, 'AI_USE') && (
          <Spotlight.Action
            label={t('ask.this', { question: asked })}
            leftSection={<IconSparkles size={18} aria-hidden />}
            onClick={() => open(`/o/${slug}/ask`, { question: asked })}
          />
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
