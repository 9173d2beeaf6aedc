import {
  lazy,
  Suspense,
  useMemo,
  useRef,
  useState,
  type DragEvent,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { useNavigate, useParams } from 'react-router';
import { useText } from '../../../i18n/text.ts';
import { documentIdOf, placeOfDocument } from '../../document/document-place.ts';
import { setOpen, useOpenIds } from './open-store.ts';
import { TreeLine } from './tree-line.tsx';
import {
  crossesRestriction,
  dropTarget,
  visibleRows,
  type DropZone,
  type TreeNode,
  type TreeRow,
} from './tree-rows.ts';
import { useMoveDocument, type TreePlace } from './use-move-document.ts';
import classes from './tree.module.css';

const ConfirmMove = lazy(() => import('../../document/restriction/confirm-move.tsx'));

const DRAG_TYPE = 'application/x-kopexa-document';
const AHEAD_MS = 600;

/** A Space's documents as a tree (ARIA tree pattern): arrows, Home, End, type-ahead; lines can be dragged. */
export function DocumentTree({
  spaceId,
  name,
  nodes,
}: {
  spaceId: string;
  name: string;
  nodes: readonly TreeNode[];
}) {
  const t = useText();
  const { org = '', key = '' } = useParams();
  const activeId = documentIdOf(key);
  const open = useOpenIds();
  const rows = useMemo(() => visibleRows(nodes, open), [nodes, open]);
  const [focused, setFocused] = useState<string | null>(null);
  const [drop, setDrop] = useState<{ id: string; zone: DropZone } | null>(null);
  const tree = useRef<HTMLDivElement>(null);
  const { move, question } = useAskedMove(spaceId, nodes);
  const onKeyDown = useTreeKeys(rows, tree);
  const entry = rows.find(({ node }) => node.id === (focused ?? activeId)) ?? rows[0];

  const onClick = (event: MouseEvent, row: TreeRow) => {
    if (!(event.target as Element).closest('[data-twist]')) return;
    event.preventDefault();
    setOpen(row.node.id, !row.isOpen);
  };
  const onDragOver = (event: DragEvent, row: TreeRow) => {
    if (!event.dataTransfer.types.includes(DRAG_TYPE)) return;
    event.preventDefault();
    setDrop({ id: row.node.id, zone: zoneOf(event) });
  };
  const onDrop = (event: DragEvent, row: TreeRow) => {
    event.preventDefault();
    setDrop(null);
    const dragged = event.dataTransfer.getData(DRAG_TYPE);
    const target = dropTarget(nodes, dragged, row.node, zoneOf(event));
    if (dragged && target) move(dragged, target);
  };
  return (
    <>
      <div
        role="tree"
        aria-label={t('tree.label', { name })}
        className={classes.tree}
        ref={tree}
        onKeyDown={onKeyDown}
        tabIndex={-1}
        data-keeps-focus
      >
        {rows.map((row) => (
          <TreeLine
            key={row.node.id}
            row={row}
            to={placeOfDocument(org, row.node)}
            isActive={row.node.id === activeId}
            isEntry={row.node.id === entry?.node.id}
            drop={drop?.id === row.node.id ? drop.zone : undefined}
            onFocus={() => setFocused(row.node.id)}
            onClick={(event) => onClick(event, row)}
            onDragStart={(event) => event.dataTransfer.setData(DRAG_TYPE, row.node.id)}
            onDragOver={(event) => onDragOver(event, row)}
            onDragLeave={() => setDrop(null)}
            onDrop={(event) => onDrop(event, row)}
          />
        ))}
      </div>
      {question}
    </>
  );
}

/** Moves at once, or asks before where that changes who reads the document. */
function useAskedMove(spaceId: string, nodes: readonly TreeNode[]) {
  const now = useMoveDocument(spaceId);
  const [asked, setAsked] = useState<{ id: string; to: TreePlace } | null>(null);
  const document = asked && nodes.find(({ id }) => id === asked.id);
  const question = asked && document && (
    <Suspense>
      <ConfirmMove
        document={document}
        move={{ documentId: asked.id, spaceId, parentId: asked.to.parentId }}
        onClose={() => setAsked(null)}
        onMove={() => {
          void now(nodes, asked.id, asked.to);
          setAsked(null);
        }}
      />
    </Suspense>
  );
  const move = (id: string, to: TreePlace) => {
    if (crossesRestriction(nodes, id, to.parentId)) setAsked({ id, to });
    else void now(nodes, id, to);
  };
  return { move, question };
}

function zoneOf(event: DragEvent): DropZone {
  const { top, height } = event.currentTarget.getBoundingClientRect();
  const share = (event.clientY - top) / height;
  if (share < 0.28) return 'before';
  return share > 0.72 ? 'after' : 'inside';
}

function useTreeKeys(rows: readonly TreeRow[], tree: React.RefObject<HTMLDivElement | null>) {
  const navigate = useNavigate();
  const ahead = useRef({ text: '', at: 0 });
  return (event: KeyboardEvent) => {
    const id = (event.target as HTMLElement).dataset.id;
    const index = rows.findIndex(({ node }) => node.id === id);
    const row = rows[index];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const focus = (to: TreeRow | undefined) =>
      tree.current?.querySelector<HTMLElement>(`[data-id="${to?.node.id ?? ''}"]`)?.focus();
    const parent = () => rows.slice(0, index).findLast(({ level }) => level < row.level);
    const actions: Record<string, () => void> = {
      ArrowDown: () => focus(rows[index + 1]),
      ArrowUp: () => focus(rows[index - 1]),
      Home: () => focus(rows[0]),
      End: () => focus(rows.at(-1)),
      ArrowRight: () =>
        row.hasChildren && !row.isOpen ? setOpen(row.node.id, true) : row.isOpen && focus(rows[index + 1]),
      ArrowLeft: () => (row.isOpen ? setOpen(row.node.id, false) : focus(parent())),
      ' ': () => void navigate((event.target as HTMLAnchorElement).pathname),
    };
    const action = actions[event.key];
    if (action) {
      event.preventDefault();
      action();
    } else if (event.key.length === 1 && /\p{L}|\p{N}/u.test(event.key)) {
      event.stopPropagation();
      const now = Date.now();
      const text = (now - ahead.current.at > AHEAD_MS ? '' : ahead.current.text) + event.key.toLowerCase();
      ahead.current = { text, at: now };
      const later = [...rows.slice(index + (text.length > 1 ? 0 : 1)), ...rows];
      focus(later.find(({ node }) => node.title.toLowerCase().startsWith(text)));
    }
  };
}
