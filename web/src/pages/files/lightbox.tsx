import { ActionIcon, FocusTrap, Portal } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight, IconDownload, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useText } from '../../i18n/text.ts';
import { useDownload } from './use-file-actions.ts';
import classes from './lightbox.module.css';

/** A picture that can be enlarged. */
export interface Picture {
  fileId: string;
  src: string;
  alt: string;
  width?: number | null;
  height?: number | null;
}

/** A dialog below does not take Escape for itself while the focus is on something with this. */
const KEEPS_ESCAPE = { 'data-mantine-stop-propagation': 'true' };

/** Pictures one at a time, as large as the window: arrows go on, Escape closes, the focus comes back. */
export default function Lightbox(props: {
  pictures: readonly Picture[];
  start: number;
  onClose: () => void;
}) {
  const t = useText();
  const { pictures, onClose } = props;
  const [index, setIndex] = useState(props.start);
  const download = useDownload();
  const picture = pictures[index];
  const count = pictures.length;
  const go = (step: number) => setIndex((before) => (before + step + count) % count);
  useFocusBack();
  useHotkeys(
    [
      ['ArrowRight', () => count > 1 && go(1)],
      ['ArrowLeft', () => count > 1 && go(-1)],
    ],
    [],
  );
  if (!picture) return null;
  return (
    <Portal>
      <FocusTrap active>
        {/* Escape is the dialog's own key; a click beside the picture is a short cut to its button. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- see above */}
        <div
          role="dialog"
          aria-modal
          aria-label={picture.alt || t('file.kind.IMAGE')}
          className={`${classes.box} k-noprint`}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            onClose();
          }}
          onClick={(event) => event.target === event.currentTarget && onClose()}
        >
          <img
            key={picture.src}
            src={picture.src}
            alt={picture.alt}
            width={picture.width ?? undefined}
            height={picture.height ?? undefined}
          />
          <p className={classes.words} aria-live="polite">
            {picture.alt}
            {count > 1 && <span>{t('file.position', { number: index + 1, count })}</span>}
          </p>
          <div className={classes.tools}>
            <ActionIcon
              {...KEEPS_ESCAPE}
              size={40}
              variant="default"
              aria-label={t('file.download')}
              onClick={() => void download(picture.fileId)}
            >
              <IconDownload size={20} />
            </ActionIcon>
            <ActionIcon
              {...KEEPS_ESCAPE}
              size={40}
              variant="default"
              data-autofocus
              aria-label={t('file.close')}
              onClick={onClose}
            >
              <IconX size={20} />
            </ActionIcon>
          </div>
          {count > 1 && <Turning onTurn={go} />}
        </div>
      </FocusTrap>
    </Portal>
  );
}

function Turning({ onTurn }: { onTurn: (step: number) => void }) {
  const t = useText();
  return (
    <>
      <ActionIcon
        {...KEEPS_ESCAPE}
        size={44}
        variant="default"
        className={classes.before}
        aria-label={t('file.previous')}
        onClick={() => onTurn(-1)}
      >
        <IconChevronLeft size={22} />
      </ActionIcon>
      <ActionIcon
        {...KEEPS_ESCAPE}
        size={44}
        variant="default"
        className={classes.after}
        aria-label={t('file.next')}
        onClick={() => onTurn(1)}
      >
        <IconChevronRight size={22} />
      </ActionIcon>
    </>
  );
}

/** The focus goes back to where it was when this opened. */
function useFocusBack(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
}
