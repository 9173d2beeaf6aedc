import type { Editor } from '@tiptap/react';
import { useEffect, useRef } from 'react';
import type { Text } from './draft-saver.ts';

const COLLECT_MS = 150;

/** Hands what is written on: soon, or now. */
export interface Collector {
  soon(editor: Editor): void;
  now(editor: Editor): void;
}

/** Turning the text into JSON costs with its length, so it happens at most every 150 ms. */
export function useCollector(
  onChange: (text: Text) => void,
  title: React.RefObject<HTMLTextAreaElement | null>,
): Collector {
  const report = useRef(onChange);
  useEffect(() => {
    report.current = onChange;
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const collector = useRef<Collector>(null);
  collector.current ??= {
    soon(editor) {
      timer.current ??= setTimeout(() => collector.current?.now(editor), COLLECT_MS);
    },
    now(editor) {
      if (timer.current === undefined) return;
      clearTimeout(timer.current);
      timer.current = undefined;
      const text = (title.current?.value ?? '').replaceAll(/\s+/g, ' ').trim();
      // An empty title is not saved as such: the last one stays until a new one is written.
      report.current({ title: text || (title.current?.defaultValue ?? ''), body: editor.getJSON() });
    },
  };
  return collector.current;
}
