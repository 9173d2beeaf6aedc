import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.ts';
import { FileIcon } from '../file-icon.tsx';
import classes from './prose-files.module.css';

/** A file in a text: kind, name, what is known about it; a button when it can be had. */
export function FileCardFrame(props: {
  kind?: Parameters<typeof FileIcon>[0]['kind'];
  name: string;
  about?: ReactNode;
  onDownload?: () => void;
}) {
  const t = useText();
  const inside = (
    <>
      <FileIcon kind={props.kind ?? 'OTHER'} size={24} />
      <span className={classes.words}>
        <b>
          <bdi>{props.name}</bdi>
        </b>
        <small>{props.about ?? '\u00a0'}</small>
      </span>
    </>
  );
  if (!props.onDownload) return <span className={classes.card}>{inside}</span>;
  return (
    <button
      type="button"
      className={classes.card}
      aria-label={t('file.downloadNamed', { name: props.name })}
      onClick={props.onDownload}
    >
      {inside}
      <IconDownload size={18} aria-hidden className="k-noprint" />
    </button>
  );
}
