import { Button } from '@mantine/core';
import { useMemo, useState, type Ref } from 'react';
import { useText } from '../../i18n/text.ts';
import { foldUnchanged, type Block, type Part } from './fold.ts';
import classes from './diff.module.css';

/** Differences of two versions: in one text (inline) or beside each other (split). */
export function DiffView(props: {
  titleChanges: readonly Part[];
  blocks: readonly Block[];
  split?: boolean;
  lang?: string;
  ref?: Ref<HTMLDivElement>;
}) {
  const runs = useMemo(() => foldUnchanged(props.blocks), [props.blocks]);
  return (
    <div className={classes.diff} data-split={props.split || undefined} lang={props.lang} ref={props.ref}>
      <Row block={titleBlock(props.titleChanges)} split={props.split} />
      {runs.map((run) =>
        run.folded ? (
          <Folded key={run.at} blocks={run.blocks} split={props.split} />
        ) : (
          run.blocks.map((block, index) => <Row key={run.at + index} block={block} split={props.split} />)
        ),
      )}
    </div>
  );
}

function Folded({ blocks, split }: { blocks: readonly Block[]; split?: boolean }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  if (open) return blocks.map((block, index) => <Row key={index} block={block} split={split} />);
  return (
    <div className={classes.fold}>
      <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setOpen(true)}>
        {t('diff.unchanged', { count: blocks.length })}
      </Button>
    </div>
  );
}

function Row({ block, split }: { block: Block; split?: boolean }) {
  const changed = block.kind === 'SAME' ? undefined : block.kind;
  const attributes = { 'data-type': block.nodeType, 'data-level': block.level ?? undefined };
  if (!split) {
    return (
      <div className={classes.row} data-change={changed} tabIndex={changed && -1} {...attributes}>
        <Parts parts={block.parts} />
      </div>
    );
  }
  return (
    <div className={classes.pair} data-change={changed} tabIndex={changed && -1}>
      <div
        className={classes.row}
        data-change={changed && block.kind !== 'ADDED' ? 'REMOVED' : undefined}
        {...attributes}
      >
        {block.kind !== 'ADDED' && <Parts parts={block.parts.filter(({ kind }) => kind !== 'ADDED')} />}
      </div>
      <div
        className={classes.row}
        data-change={changed && block.kind !== 'REMOVED' ? 'ADDED' : undefined}
        {...attributes}
      >
        {block.kind !== 'REMOVED' && <Parts parts={block.parts.filter(({ kind }) => kind !== 'REMOVED')} />}
      </div>
    </div>
  );
}

function Parts({ parts }: { parts: readonly Part[] }) {
  return parts.map((part, index) => {
    if (part.kind === 'ADDED') return <ins key={index}>{part.text}</ins>;
    if (part.kind === 'REMOVED') return <del key={index}>{part.text}</del>;
    return <span key={index}>{part.text}</span>;
  });
}

function titleBlock(parts: readonly Part[]): Block {
  const same = parts.every(({ kind }) => kind === 'SAME');
  return { kind: same ? 'SAME' : 'CHANGED', nodeType: 'title', level: null, parts };
}
