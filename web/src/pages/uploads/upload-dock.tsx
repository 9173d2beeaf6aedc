import { ActionIcon, CloseButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { wantUploads } from '../../client/uploads/upload-signals.ts';
import { UNFINISHED, type Upload } from '../../client/uploads/upload.ts';
import { uploadsOf } from '../../client/uploads/uploads.ts';
import { useText } from '../../i18n/text.ts';
import { UploadLine } from './upload-line.tsx';
import { UploadNews } from './upload-news.tsx';
import classes from './uploads.module.css';

/** All uploads of this browser: how far they are, and what can be done with each. */
export default function UploadDock({ userId }: { userId: string }) {
  const t = useText();
  const queue = uploadsOf(userId);
  const uploads = useSyncExternalStore(queue.subscribe, queue.uploads);
  const [folded, setFolded] = useState(false);
  const dock = useRef<HTMLElement>(null);
  useRoomForMessages(dock, uploads.length > 0);
  if (uploads.length === 0) return <UploadNews uploads={uploads} />;
  const rests = uploads.every(({ state }) => state === 'done');
  const hide = () => {
    queue.clearDone();
    if (queue.uploads().length === 0) wantUploads(false);
  };
  return (
    <>
      <UploadNews uploads={uploads} />
      <section ref={dock} className={`${classes.dock} k-noprint`} aria-label={t('uploads.title')}>
        <header className={classes.head}>
          <h2>{titleOf(uploads, t)}</h2>
          <ActionIcon
            aria-label={t(folded ? 'upload.expand' : 'upload.collapse')}
            aria-expanded={!folded}
            onClick={() => setFolded(!folded)}
          >
            {folded ? <IconChevronUp size={17} /> : <IconChevronDown size={17} />}
          </ActionIcon>
          {rests && <CloseButton size={30} iconSize={16} aria-label={t('uploads.hide')} onClick={hide} />}
        </header>
        {!folded && (
          <ul className={classes.list}>
            {uploads.map((upload) => (
              <UploadLine key={upload.id} upload={upload} queue={queue} />
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

function titleOf(uploads: readonly Upload[], t: ReturnType<typeof useText>): string {
  const running = uploads.filter(({ state }) => UNFINISHED.includes(state) && state !== 'paused').length;
  if (running > 0) return t('uploads.running', { count: running });
  const stopped = uploads.filter(({ state }) => state !== 'done').length;
  return stopped > 0 ? t('uploads.stopped', { count: stopped }) : t('uploads.finished');
}

/** Short messages in the same corner stand above the uploads, not on them. */
function useRoomForMessages(dock: React.RefObject<HTMLElement | null>, isShown: boolean): void {
  useEffect(() => {
    const root = document.documentElement.style;
    const one = dock.current;
    if (!isShown || !one) return undefined;
    const watch = new ResizeObserver(() =>
      root.setProperty('--k-corner-taken', `${one.offsetHeight + 12}px`),
    );
    watch.observe(one);
    return () => {
      watch.disconnect();
      root.removeProperty('--k-corner-taken');
    };
  }, [dock, isShown]);
}
