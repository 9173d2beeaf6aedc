import type { Editor } from '@tiptap/react';
import { TextSelection } from '@tiptap/pm/state';
import { useCallback } from 'react';
import type { UploadedFile } from '../../../client/uploads/upload.ts';
import { useUpload } from '../../../client/uploads/use-upload.ts';
import { useText } from '../../../i18n/text.ts';
import { useOrganization } from '../../organization/organization-context.ts';
import { addPending, takePending } from './pending-files.ts';
import classes from './editor.module.css';

/** Where in the product a text lies: its files go there, too. */
export interface TextPlace {
  spaceId: string;
  documentId: string;
}

let lastPending = 0;

/** Uploads files onto the document and puts each into the text, where it was asked for, once it is there. */
export function useInsertFiles(place: TextPlace): (editor: Editor, files: File[], position: number) => void {
  const t = useText();
  const { slug } = useOrganization();
  const upload = useUpload();
  const { spaceId, documentId } = place;
  return useCallback(
    (editor, files, position) => {
      const pending = files.map((file) => {
        lastPending += 1;
        const id = `pending-${lastPending}`;
        addPending(editor, {
          id,
          position,
          element: () => waitingFor(t('editor.uploading', { name: file.name })),
        });
        return id;
      });
      void upload(files, { organization: slug, spaceId, documentId }).then((asked) => {
        asked.forEach(({ finished }, index) => {
          void finished.then((file) => arrive(editor, pending[index] ?? '', file));
        });
      });
    },
    [slug, spaceId, documentId, t, upload],
  );
}

/** The place is kept even if the text around it changed; if it is gone, the file stays with the attachments. */
function arrive(editor: Editor, pending: string, file: UploadedFile | null): void {
  const position = takePending(editor, pending);
  if (position === null || !file) return;
  const { image, file: link } = editor.schema.nodes;
  const { id: fileId, name, isImage, width, height } = file;
  const node = isImage
    ? image?.create({ fileId, alt: '', width, height })
    : link?.create({ fileId, name: name.slice(0, 255) });
  if (!node) return;
  const { tr } = editor.state;
  tr.replaceRangeWith(position, position, node);
  // Behind the last block there would be no place to go on writing.
  if (tr.doc.lastChild?.type === node.type && editor.schema.nodes.paragraph) {
    const end = tr.doc.content.size;
    tr.insert(end, editor.schema.nodes.paragraph.create());
    if (editor.state.selection.from >= position) tr.setSelection(TextSelection.create(tr.doc, end + 1));
  }
  editor.view.dispatch(tr);
}

function waitingFor(text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = classes.pending ?? '';
  element.contentEditable = 'false';
  element.textContent = text;
  return element;
}
