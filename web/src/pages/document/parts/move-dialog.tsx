import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useAction } from '../../../client/use-action.ts';
import { useAnswer } from '../../../client/use-answer.ts';
import { MoveDocumentDocument, SpaceTreeDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { saidDone } from '../../../ui/toast.ts';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { openAll } from '../../organization/tree/open-store.ts';
import { childrenOf, visibleRows, type TreeNode } from '../../organization/tree/tree-rows.ts';
import type { DocumentView } from '../document-context.ts';
import { Notice } from '../../../ui/notice.tsx';
import { moveKey, MoveEffectNotice } from '../restriction/move-effect-notice.tsx';
import classes from './dialogs.module.css';

const TOP = '';

/** Moves a document to another place or Space; says when other people will be able to read it. */
export default function MoveDialog({ document, onClose }: { document: DocumentView; onClose: () => void }) {
  const t = useText();
  const { spaces } = useOrganization();
  const move = useAction(MoveDocumentDocument);
  const here = document.space?.id ?? '';
  const [spaceId, setSpaceId] = useState(here);
  const [parentId, setParentId] = useState<string>(document.parentId ?? TOP);
  const nodes = useAnswer(SpaceTreeDocument, { spaceId }).data?.spaceTree ?? [];
  const place = { documentId: document.id, spaceId, parentId: parentId || null };
  const [known, setKnown] = useState('');
  const submit = async () => {
    const siblings = (childrenOf(nodes).get(parentId) ?? []).filter(({ id }) => id !== document.id);
    const data = await move.run({
      input: {
        ...place,
        afterId: siblings.at(-1)?.id ?? null,
      },
    });
    if (!data) return;
    openAll([spaceId, ...(parentId ? [parentId] : [])]);
    saidDone(t('tree.moved'));
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={t('move.title', { title: document.title })}>
      <div className={classes.stack}>
        <Select
          label={t('field.space')}
          data={spaces
            .filter((space) => can(space.viewerCan, 'DOCUMENT_WRITE'))
            .map((space) => ({ value: space.id, label: space.name }))}
          value={spaceId}
          allowDeselect={false}
          onChange={(value) => {
            setSpaceId(value ?? here);
            setParentId(TOP);
          }}
        />
        <Select
          label={t('move.below')}
          searchable
          data={[{ value: TOP, label: t('move.top') }, ...places(nodes, document.id)]}
          value={parentId}
          allowDeselect={false}
          onChange={(value) => setParentId(value ?? TOP)}
        />
        {spaceId !== here && <Notice tone="warn">{t('move.otherSpace')}</Notice>}
        <MoveEffectNotice move={place} onKnown={setKnown} />
        {move.failure && <FailureNotice failure={move.failure} />}
        <div className={classes.answers}>
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button disabled={known !== moveKey(place)} loading={move.busy} onClick={() => void submit()}>
            {t('move.action')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function places(nodes: readonly TreeNode[], moved: string): { value: string; label: string }[] {
  const all = new Set(nodes.map(({ id }) => id));
  all.delete(moved);
  return visibleRows(nodes, all)
    .filter(({ node }) => node.id !== moved)
    .map(({ node, level }) => ({ value: node.id, label: `${'\u2003'.repeat(level - 1)}${node.title}` }));
}
