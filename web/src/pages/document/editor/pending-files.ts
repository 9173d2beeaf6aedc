import { Extension, type Editor } from '@tiptap/react';
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

interface Pending {
  id: string;
  position: number;
  element: () => HTMLElement;
}

type Change = { add: Pending } | { remove: string };

const key = new PluginKey<DecorationSet>('pendingFiles');

/**
 * Keeps the places in the text where files that are still being uploaded will stand: they move along with what is
 * typed meanwhile and are no part of the document.
 */
export const PendingFiles = Extension.create({
  name: 'pendingFiles',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply(transaction, before) {
          const moved = before.map(transaction.mapping, transaction.doc);
          const change = transaction.getMeta(key) as Change | undefined;
          if (!change) return moved;
          if ('remove' in change) return moved.remove(found(moved, change.remove));
          const { id, position, element } = change.add;
          return moved.add(transaction.doc, [Decoration.widget(position, element, { id, side: 1 })]);
        },
      },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
});

/** Marks the place of a file that is being uploaded. */
export function addPending(editor: Editor, pending: Pending): void {
  editor.view.dispatch(editor.state.tr.setMeta(key, { add: pending } satisfies Change));
}

/** Takes the mark away; returns where it stood, null when that part of the text is gone. */
export function takePending(editor: Editor, id: string): number | null {
  if (editor.isDestroyed) return null;
  const position = positionOf(editor.state, id);
  editor.view.dispatch(editor.state.tr.setMeta(key, { remove: id } satisfies Change));
  return position;
}

function positionOf(state: EditorState, id: string): number | null {
  const set = key.getState(state);
  return (set && found(set, id)[0]?.from) ?? null;
}

function found(set: DecorationSet, id: string): Decoration[] {
  return set.find(undefined, undefined, (spec: { id?: unknown }) => spec.id === id);
}
