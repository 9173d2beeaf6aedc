import StarterKit from '@tiptap/starter-kit';
import { isAllowedHref } from '#schema/document-model/links.js';

/** The nodes and marks of text in schema/document-model; whatever else is pasted falls away. */
export const textExtensions = [
  StarterKit.configure({
    heading: { levels: [1, 2, 3, 4] },
    trailingNode: false,
    link: {
      openOnClick: false,
      autolink: true,
      isAllowedUri: (uri) => isAllowedHref(uri),
      HTMLAttributes: { target: null, rel: 'noopener noreferrer nofollow' },
    },
  }),
];
