import { useCallback } from 'react';
import { useAction } from '../../../client/use-action.ts';
import { MoveDocumentDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { saidDone, saidFailed } from '../../../ui/toast.ts';
import { openAll } from './open-store.ts';
import { childrenOf, type TreeNode } from './tree-rows.ts';

/** Where a document stands: below a parent (null: at the top), after a neighbour (null: first). */
export interface TreePlace {
  parentId: string | null;
  afterId: string | null;
}

/** Moves a document inside one Space's tree, with a way back. */
export function useMoveDocument(spaceId: string) {
  const t = useText();
  const { attempt } = useAction(MoveDocumentDocument);
  return useCallback(
    async (nodes: readonly TreeNode[], documentId: string, to: TreePlace) => {
      const from = placeOf(nodes, documentId);
      const { failure } = await attempt({ input: { documentId, spaceId, ...to } });
      if (failure) {
        saidFailed(failure, t);
        return;
      }
      if (to.parentId) openAll([to.parentId]);
      saidDone(t('tree.moved'), {
        label: t('action.undo'),
        run: () => void attempt({ input: { documentId, spaceId, ...from } }),
      });
    },
    [attempt, spaceId, t],
  );
}

function placeOf(nodes: readonly TreeNode[], id: string): TreePlace {
  const parentId = nodes.find((node) => node.id === id)?.parentId ?? null;
  const siblings = childrenOf(nodes).get(parentId ?? '') ?? [];
  const index = siblings.findIndex((node) => node.id === id);
  return { parentId, afterId: siblings[index - 1]?.id ?? null };
}
