import type { ReactNode } from 'react';
import { useOrganization } from '../../organization/organization-context.ts';
import { TopBar } from '../../organization/frame/top-bar.tsx';
import type { DocumentView } from '../document-context.ts';
import { placeOfDocument } from '../document-place.ts';
import { StateBadge } from './state-badge.tsx';

/** The bar over a document: its way, its state, what one may do. */
export function DocumentBar(props: {
  document: DocumentView;
  state?: ReactNode;
  isSubPage?: boolean;
  children?: ReactNode;
}) {
  const { slug } = useOrganization();
  const { document } = props;
  const space = document.space;
  const above = document.path.filter(({ id }) => id !== document.id);
  const crumbs = [
    ...(space ? [{ label: space.name, to: `/o/${slug}/s/${space.id}` }] : []),
    ...above.map((crumb) => ({ label: crumb.title, to: placeOfDocument(slug, crumb) })),
    ...(props.isSubPage ? [{ label: document.title, to: placeOfDocument(slug, document) }] : []),
  ];
  return (
    <TopBar
      tight={!props.isSubPage}
      crumbs={crumbs}
      state={props.state ?? <StateBadge document={document} version={document.published?.number} />}
    >
      {props.children}
    </TopBar>
  );
}
