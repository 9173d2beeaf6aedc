import { mergeAttributes, Node } from '@tiptap/react';
import { NODE_ATTRIBUTES } from '#schema/document-model/attributes.js';

const isFileId = NODE_ATTRIBUTES.image?.fileId?.accepts ?? (() => false);

/**
 * An image of the product in a text. It carries the id of a file and never an address, so that whatever is pasted
 * can make no browser load something from elsewhere (THREATS 33, 35).
 */
export const ImageNode = Node.create({
  name: 'image',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    fileId: {},
    alt: { default: '' },
    width: { default: null },
    height: { default: null },
  }),
  parseHTML: () => [
    {
      tag: 'img[data-kopexa-file]',
      getAttrs: (element) => {
        const fileId = element.getAttribute('data-kopexa-file');
        if (!isFileId(fileId)) return false;
        return {
          fileId,
          alt: element.getAttribute('alt') ?? '',
          width: sideOf(element, 'width'),
          height: sideOf(element, 'height'),
        };
      },
    },
  ],
  renderHTML: ({ HTMLAttributes: { fileId, ...rest } }) => [
    'img',
    mergeAttributes(rest, { 'data-kopexa-file': fileId as string }),
  ],
});

/** A file of the product in a text, by its id and the name it had. */
export const FileNode = Node.create({
  name: 'file',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({ fileId: {}, name: {} }),
  parseHTML: () => [
    {
      tag: 'p[data-kopexa-file]',
      // Before the paragraph's own rule.
      priority: 60,
      getAttrs: (element) => {
        const fileId = element.getAttribute('data-kopexa-file');
        return isFileId(fileId) && { fileId, name: element.textContent.slice(0, 255) };
      },
    },
  ],
  renderHTML: ({ node }) => [
    'p',
    { 'data-kopexa-file': node.attrs.fileId as string },
    node.attrs.name as string,
  ],
});

function sideOf(element: HTMLElement, name: string): number | null {
  const side = Number(element.getAttribute(name));
  return Number.isInteger(side) && side > 0 ? side : null;
}
