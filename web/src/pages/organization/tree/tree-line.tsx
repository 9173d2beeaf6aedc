import { IconChevronRight, IconFileText, IconLock } from '@tabler/icons-react';
import type { DragEvent, MouseEvent } from 'react';
import { Link } from 'react-router';
import { useText } from '../../../i18n/text.ts';
import { can } from '../organization-context.ts';
import type { DropZone, TreeRow } from './tree-rows.ts';
import classes from './tree.module.css';

/** One line of the tree: a link that is a tree item. */
export function TreeLine(props: {
  row: TreeRow;
  to: string;
  isActive: boolean;
  isEntry: boolean;
  drop: DropZone | undefined;
  onFocus: () => void;
  onClick: (event: MouseEvent) => void;
  onDragStart: (event: DragEvent) => void;
  onDragOver: (event: DragEvent) => void;
  onDragLeave: () => void;
  onDrop: (event: DragEvent) => void;
}) {
  const t = useText();
  const { node, level, hasChildren, isOpen, position, siblings } = props.row;
  return (
    <Link
      to={props.to}
      role="treeitem"
      data-id={node.id}
      data-level={Math.min(level, 8)}
      data-drop={props.drop}
      className={classes.line}
      tabIndex={props.isEntry ? 0 : -1}
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-expanded={hasChildren ? isOpen : undefined}
      aria-selected={props.isActive}
      draggable={can(node.viewerCan, 'DOCUMENT_WRITE')}
      onFocus={props.onFocus}
      onClick={props.onClick}
      onDragStart={props.onDragStart}
      onDragOver={props.onDragOver}
      onDragLeave={props.onDragLeave}
      onDrop={props.onDrop}
    >
      {hasChildren ? (
        <span data-twist className={classes.twistBox}>
          <IconChevronRight size={14} className={classes.twist} data-open={isOpen || undefined} aria-hidden />
        </span>
      ) : (
        <span className={classes.twistBox}>
          <IconFileText size={14} aria-hidden />
        </span>
      )}
      <span className={classes.title}>{node.title}</span>
      {node.isRestricted && (
        <span
          className={classes.lock}
          role="img"
          aria-label={t('restriction.mark')}
          title={t('restriction.mark')}
        >
          <IconLock size={13} aria-hidden />
        </span>
      )}
      {(node.state === 'DRAFT' || node.hasUnpublishedChanges) && (
        <span
          className={classes.dot}
          role="img"
          aria-label={node.state === 'DRAFT' ? t('state.draft') : t('state.changed')}
          title={node.state === 'DRAFT' ? t('state.draft') : t('state.changed')}
        />
      )}
    </Link>
  );
}
