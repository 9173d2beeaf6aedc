import { IconPhotoOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '../../i18n/text.ts';
import { useProseFiles, type ProsePicture } from './prose-files.ts';
import classes from './prose-files.module.css';

/** A picture of a text. One that does not come, for whatever reason, leaves a neutral place with its words. */
export function ProsePictureView(props: { picture: ProsePicture; onEnlarge?: () => void }) {
  const t = useText();
  const files = useProseFiles();
  const [failed, setFailed] = useState(false);
  const { fileId, alt, width, height } = props.picture;
  if (!files || failed) {
    return (
      <span className={classes.missing}>
        <IconPhotoOff size={18} aria-hidden />
        <span>
          {alt && <b>{alt}</b>} {t('file.missing.image')}
        </span>
      </span>
    );
  }
  const image = (
    <img
      src={files.pictureAddress(fileId)}
      alt={alt}
      width={width ?? undefined}
      height={height ?? undefined}
      decoding="async"
      draggable={false}
      onError={() => setFailed(true)}
    />
  );
  if (!props.onEnlarge) return <span className={classes.picture}>{image}</span>;
  return (
    <button
      type="button"
      className={classes.picture}
      aria-label={alt ? t('file.openImageNamed', { alt }) : t('file.openImage')}
      onClick={props.onEnlarge}
    >
      {image}
    </button>
  );
}
