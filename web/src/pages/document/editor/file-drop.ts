import { Extension } from '@tiptap/react';
import { Plugin } from '@tiptap/pm/state';
import { filesIn } from '../../../ui/files-in.ts';

/** What the editor does with files that are pasted or dropped onto the text. */
export interface FileDropHandlers {
  onFiles: (files: File[], position: number) => void;
  /** Something with pictures from elsewhere was pasted: they are left out. */
  onForeignImages: () => void;
}

/** Takes files out of the clipboard and off the pointer. Text that is pasted goes its usual way. */
export const FileDrop = Extension.create<FileDropHandlers>({
  name: 'fileDrop',
  addOptions: () => ({ onFiles: () => undefined, onForeignImages: () => undefined }),
  addProseMirrorPlugins() {
    const { onFiles, onForeignImages } = this.options;
    return [
      new Plugin({
        props: {
          handlePaste(view, event) {
            const data = event.clipboardData;
            const files = filesIn(data);
            const html = data?.getData('text/html') ?? '';
            // Programs put a picture of the text beside the text: then the text is what is meant.
            if (files.length > 0 && !hasText(html)) {
              onFiles(files, view.state.selection.from);
              return true;
            }
            if (hasForeignImage(html)) onForeignImages();
            return false;
          },
          handleDrop(view, event, _slice, moved) {
            const files = filesIn(event.dataTransfer);
            if (moved || files.length === 0) {
              if (!moved && hasForeignImage(event.dataTransfer?.getData('text/html') ?? ''))
                onForeignImages();
              return false;
            }
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
            onFiles(files, at?.pos ?? view.state.selection.from);
            return true;
          },
        },
      }),
    ];
  },
});

/** Parsed in a document that loads nothing and runs nothing. */
function parsed(html: string): HTMLElement {
  return new DOMParser().parseFromString(html, 'text/html').body;
}

function hasText(html: string): boolean {
  return html !== '' && parsed(html).textContent.trim() !== '';
}

function hasForeignImage(html: string): boolean {
  return /<img\b/i.test(html) && parsed(html).querySelector('img:not([data-kopexa-file])') !== null;
}
