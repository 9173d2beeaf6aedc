import {
  IconFile,
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconMusic,
  IconPhoto,
  IconPresentation,
  IconVideo,
} from '@tabler/icons-react';

const ICONS = {
  IMAGE: IconPhoto,
  PDF: IconFileTypePdf,
  TEXT: IconFileText,
  DOCUMENT: IconFileText,
  SPREADSHEET: IconFileSpreadsheet,
  PRESENTATION: IconPresentation,
  ARCHIVE: IconFileZip,
  AUDIO: IconMusic,
  VIDEO: IconVideo,
  OTHER: IconFile,
};

/** What kind of file it is, as a picture; the words stand beside it. */
export function FileIcon({ kind, size = 18 }: { kind: keyof typeof ICONS; size?: number }) {
  const Icon = ICONS[kind];
  return <Icon size={size} stroke={1.6} aria-hidden />;
}
