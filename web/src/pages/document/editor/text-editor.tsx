import { EditorContent, useEditor, type Editor } from '@tiptap/react';
import { useEffect, useRef } from 'react';
import { TITLE_LIMITS } from '#schema/document-model/limits.js';
import { useText } from '../../../i18n/text.ts';
import type { Text } from './draft-saver.ts';
import { FileNode, ImageNode } from './file-nodes.ts';
import { textExtensions } from './text-extensions.ts';
import { Toolbar } from './toolbar.tsx';
import prose from '../../../ui/prose/prose.module.css';
import classes from './editor.module.css';

const COLLECT_MS = 150;

const extensions = [...textExtensions, ImageNode, FileNode];

/** Title and text, for writing. `onChange` comes at most every 150 ms. */
export function TextEditor(props: {
  title: string;
  body: Record<string, unknown>;
  lang: string;
  selectsTitle: boolean;
  onChange: (text: Text) => void;
}) {
  const t = useText();
  const title = useRef<HTMLTextAreaElement>(null);
  const collect = useCollector(props.onChange, title);
  const editor = useEditor({
    extensions,
    content: props.body,
    injectCSS: false,
    autofocus: props.selectsTitle ? false : 'start',
    editorProps: {
      attributes: {
        class: `${prose.prose ?? ''} ${prose.editing ?? ''}`,
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': t('editor.text'),
        lang: props.lang,
      },
    },
    onUpdate: ({ editor: changed }) => collect.soon(changed),
    onBlur: ({ editor: left }) => collect.now(left),
  });
  useEffect(() => {
    if (props.selectsTitle) title.current?.select();
  }, [props.selectsTitle]);
  useEffect(() => {
    const hide = () => editor && collect.now(editor);
    window.addEventListener('pagehide', hide);
    return () => {
      window.removeEventListener('pagehide', hide);
      hide();
    };
  }, [editor, collect]);
  return (
    <>
      {editor && <Toolbar editor={editor} />}
      <div className={classes.sheet}>
        <textarea
          ref={title}
          className={classes.title}
          rows={1}
          defaultValue={props.title}
          maxLength={TITLE_LIMITS.max}
          aria-label={t('editor.title')}
          placeholder={t('editor.title')}
          lang={props.lang}
          onChange={() => editor && collect.soon(editor)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            // The editor's own focus command waits for a frame: what is typed meanwhile would land in the title.
            editor?.commands.setTextSelection(0);
            editor?.view.focus();
          }}
        />
        <EditorContent editor={editor} />
      </div>
    </>
  );
}

interface Collector {
  soon(editor: Editor): void;
  now(editor: Editor): void;
}

/** Turning the text into JSON costs with its length, so it happens at most every 150 ms. */
function useCollector(
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
