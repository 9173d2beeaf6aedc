import type { FileKind } from './file.js';

const EXACT: Readonly<Record<string, FileKind>> = {
  'application/pdf': 'pdf',
  'application/rtf': 'document',
  'application/msword': 'document',
  'application/x-cfb': 'document',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'document',
  'application/vnd.oasis.opendocument.text': 'document',
  'application/epub+zip': 'document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'spreadsheet',
  'application/vnd.oasis.opendocument.spreadsheet': 'spreadsheet',
  'text/csv': 'spreadsheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'presentation',
  'application/vnd.oasis.opendocument.presentation': 'presentation',
  'application/zip': 'archive',
  'application/gzip': 'archive',
  'application/x-gzip': 'archive',
  'application/x-7z-compressed': 'archive',
  'application/x-rar-compressed': 'archive',
  'application/x-tar': 'archive',
  'application/x-bzip2': 'archive',
  'application/x-xz': 'archive',
  'application/json': 'text',
  'application/xml': 'text',
};

const FAMILIES: Readonly<Record<string, FileKind>> = {
  image: 'image',
  text: 'text',
  audio: 'audio',
  video: 'video',
};

/** The kind of a media type. */
export function fileKindOf(mediaType: string): FileKind {
  return EXACT[mediaType] ?? FAMILIES[mediaType.slice(0, mediaType.indexOf('/'))] ?? 'other';
}
