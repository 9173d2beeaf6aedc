import { useState } from 'react';
import { FileIcon } from '../../ui/file-icon.tsx';
import type { FileView } from './file-view.ts';
import classes from './files.module.css';

/** A small picture of a picture, an icon for everything else; always of the same size. */
export function FileThumb({ file }: { file: FileView }) {
  const [failed, setFailed] = useState(false);
  return (
    <span className={classes.thumb} aria-hidden>
      {file.image && !failed ? (
        <img src={file.image.thumbUrl} alt="" loading="lazy" onError={() => setFailed(true)} />
      ) : (
        <FileIcon kind={file.kind} size={19} />
      )}
    </span>
  );
}
