import { IconUpload } from '@tabler/icons-react';
import { filesIn } from './files-in.ts';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import classes from './drop-zone.module.css';

/**
 * The whole window as a place to drop files: while files are dragged over it, it says what dropping does. Files
 * that are dropped on a page without it would be opened by the browser in its place.
 */
export function WindowDrop(props: { title: string; text?: ReactNode; onFiles: (files: File[]) => void }) {
  const over = useWindowDrop(props.onFiles);
  if (!over) return null;
  return (
    <div className={classes.veil} aria-hidden>
      <div className={classes.card}>
        <IconUpload size={30} />
        <strong>{props.title}</strong>
        {props.text && <span>{props.text}</span>}
      </div>
    </div>
  );
}

function useWindowDrop(onFiles: (files: File[]) => void): boolean {
  const [over, setOver] = useState(false);
  const report = useRef(onFiles);
  useEffect(() => {
    report.current = onFiles;
  });
  useEffect(() => {
    const carries = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent) => {
      if (!carries(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    // Leaving the window is leaving for nothing; from part to part of the page the pointer leaves all the time.
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const drop = (event: DragEvent) => {
      setOver(false);
      if (!carries(event) || event.defaultPrevented) return;
      event.preventDefault();
      report.current(filesIn(event.dataTransfer));
    };
    const listeners = { dragenter: enter, dragover: enter, dragleave: leave, drop };
    for (const [name, listener] of Object.entries(listeners)) {
      window.addEventListener(name, listener as EventListener);
    }
    return () => {
      for (const [name, listener] of Object.entries(listeners)) {
        window.removeEventListener(name, listener as EventListener);
      }
    };
  }, []);
  return over;
}
