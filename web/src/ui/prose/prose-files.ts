import { createContext, use, type ComponentType } from 'react';
import type { BodyNode } from './body.ts';

/** A picture in a text. */
export interface ProsePicture {
  fileId: string;
  alt: string;
  width: number | null;
  height: number | null;
}

/** How pictures and files of a text are shown: where they come from is known to the pages, not to the text. */
export interface ProseFiles {
  /** Address of a picture's rendition; it answers to this session alone. */
  pictureAddress: (fileId: string) => string;
  /** Shows a file that the text refers to; `all` are the files of the whole text, to be asked for at once. */
  FileCard: ComponentType<{ fileId: string; name: string; all: readonly string[] }>;
  /** Enlarges one of a text's pictures. */
  enlarge: (pictures: readonly ProsePicture[], index: number) => void;
}

/** Set above the texts of an Organization; without it pictures and files are their words. */
export const ProseFilesContext = createContext<ProseFiles | null>(null);

/** How pictures and files are shown here; null where they are not. */
export function useProseFiles(): ProseFiles | null {
  return use(ProseFilesContext);
}

/** The picture that a node is; null when it is none. */
export function pictureOf(node: BodyNode): ProsePicture | null {
  const { fileId, alt, width, height } = node.attrs ?? {};
  if (node.type !== 'image' || typeof fileId !== 'string') return null;
  const side = (value: unknown) => (typeof value === 'number' ? value : null);
  return { fileId, alt: typeof alt === 'string' ? alt : '', width: side(width), height: side(height) };
}

/** Every picture of a text, in its order. */
export function picturesOf(body: BodyNode): ProsePicture[] {
  const own = pictureOf(body);
  return [...(own ? [own] : []), ...(body.content ?? []).flatMap(picturesOf)];
}
