import { EditorContent, useEditor, type Editor } from '@tiptap/react';
import { useEffect, useRef, useState } from 'react';
import { TITLE_LIMITS } from '#schema/document-model/limits.js';
import { useText } from '../../../i18n/text.ts';
import { WindowDrop } from '../../../ui/drop-zone.tsx';
import { saidDone } from '../../../ui/toast.ts';
import type { Text } from './draft-saver.ts';
import { FileDrop } from './file-drop.ts';
import { fileNodes } from './file-node-views.tsx';
import { PendingFiles } from './pending-files.ts';
import { textExtensions } from './text-extensions.ts';
import { Toolbar } from './toolbar.tsx';
import { useCollector } from './use-collector.ts';
import { useInsertFiles, type TextPlace } from './use-insert-files.ts';
import prose from '../../../ui/prose/prose.module.css';
import classes from './editor.module.css';

/** Title and text, for writing. `onChange` comes at most every 150 ms. */
export function TextEditor(props: {
  title: string;
  body: Record<string, unknown>;
  lang: string;
  selectsTitle: boolean;
  place: TextPlace;
  onChange: (text: Text) => void;
}) {
  const t = useText();
  const title = useRef<HTMLTextAreaElement>(null);
  const collect = useCollector(props.onChange, title);
  const insert = useInsertFiles(props.place);
  const written = useRef<Editor | null>(null);
  const extensions = useExtensions((files, position) => {
    if (written.current) insert(written.current, files, position);
  });
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
    written.current = editor;
  }, [editor]);
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
  const insertHere = (files: File[]) => editor && insert(editor, files, editor.state.selection.from);
  return (
    <>
      {editor && <Toolbar editor={editor} onFiles={insertHere} />}
      <WindowDrop title={t('files.drop.document')} onFiles={insertHere} />
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

/** Text, pictures and files, with what pasting and dropping files does; made once for an editor's life. */
function useExtensions(onFiles: (files: File[], position: number) => void) {
  const t = useText();
  const [extensions] = useState(() => {
    const onForeignImages = () => saidDone(t('editor.foreignImage'));
    return [...textExtensions, ...fileNodes, PendingFiles, FileDrop.configure({ onFiles, onForeignImages })];
  });
  return extensions;
}
