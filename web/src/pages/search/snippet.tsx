import type { SearchQuery } from '../../gql/graphql.ts';
import classes from './search.module.css';

type Hit = SearchQuery['search']['edges'][number]['node'];

/** A hit: title, where it stands, the words around the match. */
export function Snippet({ hit }: { hit: Hit }) {
  const way = [hit.document.space?.name, ...hit.document.path.map(({ title }) => title)].filter(
    (step) => step && step !== hit.document.title,
  );
  return (
    <span className={classes.hit}>
      <b>{hit.document.title}</b>
      {way.length > 0 && <small>{way.join(' › ')}</small>}
      <span className={classes.words}>
        {hit.snippet.map((part, index) =>
          part.kind === 'SAME' ? <span key={index}>{part.text}</span> : <mark key={index}>{part.text}</mark>,
        )}
      </span>
    </span>
  );
}
