import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { DocumentRowFragment } from '../../gql/graphql.ts';
import { Person } from '../../ui/person.tsx';
import { Time } from '../../ui/time.tsx';
import { placeOfDocument } from '../document/document-place.ts';
import { StateBadge } from '../document/parts/state-badge.tsx';
import { useOrganization } from '../organization/organization-context.ts';
import classes from './document-list.module.css';

type Row = DocumentRowFragment & { space?: { id: string; name: string } | null };

/** Documents as lines: title, state, owner, last change. */
export function DocumentList(props: {
  documents: readonly Row[];
  withSpace?: boolean;
  action?: (document: Row) => ReactNode;
}) {
  const { slug } = useOrganization();
  return (
    <ul className={classes.list}>
      {props.documents.map((document) => (
        <li key={document.id} className={classes.row}>
          <Link
            to={placeOfDocument(slug, document)}
            className={classes.title}
            lang={document.language.toLowerCase()}
          >
            {document.title}
          </Link>
          <span className={classes.meta}>
            {props.withSpace && document.space && (
              <span className={classes.space}>{document.space.name}</span>
            )}
            <span className={classes.owner}>
              <Person user={document.owner} size={18} />
            </span>
            <Time at={document.updatedAt} />
            <span className={classes.state}>
              <StateBadge document={document} />
            </span>
            {props.action?.(document)}
          </span>
        </li>
      ))}
    </ul>
  );
}
