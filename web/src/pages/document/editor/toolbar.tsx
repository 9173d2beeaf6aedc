import { ActionIcon, FileButton, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBlockquote,
  IconBold,
  IconChevronDown,
  IconCode,
  IconItalic,
  IconList,
  IconListNumbers,
  IconPaperclip,
  IconSourceCode,
  IconSpacingVertical,
  IconStrikethrough,
  IconUnderline,
  type Icon,
} from '@tabler/icons-react';
import { useEditorState, type Editor } from '@tiptap/react';
import type { MessageId } from '../../../i18n/catalogue.ts';
import { useText } from '../../../i18n/text.ts';
import { LinkControl } from './link-control.tsx';
import { RewriteControl } from './rewrite-control.tsx';
import classes from './editor.module.css';

interface Tool {
  id: MessageId;
  icon: Icon;
  isOn?: (editor: Editor) => boolean;
  run: (editor: Editor) => void;
}

const MARKS: readonly Tool[] = [
  tool('editor.bold', IconBold, 'bold', (chain) => chain.toggleBold()),
  tool('editor.italic', IconItalic, 'italic', (chain) => chain.toggleItalic()),
  tool('editor.underline', IconUnderline, 'underline', (chain) => chain.toggleUnderline()),
  tool('editor.strike', IconStrikethrough, 'strike', (chain) => chain.toggleStrike()),
  tool('editor.code', IconCode, 'code', (chain) => chain.toggleCode()),
];

const BLOCKS: readonly Tool[] = [
  tool('editor.bulletList', IconList, 'bulletList', (chain) => chain.toggleBulletList()),
  tool('editor.orderedList', IconListNumbers, 'orderedList', (chain) => chain.toggleOrderedList()),
  tool('editor.blockquote', IconBlockquote, 'blockquote', (chain) => chain.toggleBlockquote()),
  tool('editor.codeBlock', IconSourceCode, 'codeBlock', (chain) => chain.toggleCodeBlock()),
  tool('editor.rule', IconSpacingVertical, null, (chain) => chain.setHorizontalRule()),
];

const LEVELS = [1, 2, 3, 4] as const;

/** What can be done with the text; every tool has its key, too. */
export function Toolbar({ editor, onFiles }: { editor: Editor; onFiles: (files: File[]) => void }) {
  const t = useText();
  const state = useEditorState({
    editor,
    selector: ({ editor: at }) => ({
      on: [...MARKS, ...BLOCKS].map((one) => one.isOn?.(at) ?? false).join(),
      level: LEVELS.find((level) => at.isActive('heading', { level })) ?? 0,
      undo: at.can().undo(),
      redo: at.can().redo(),
    }),
  });
  return (
    <div className={classes.toolbar} role="group" aria-label={t('editor.tools')}>
      <Menu position="bottom-start" width={200}>
        <Menu.Target>
          <UnstyledButton className={classes.style}>
            {state.level ? t('editor.heading', { level: state.level }) : t('editor.paragraph')}
            <IconChevronDown size={14} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => editor.chain().focus().setParagraph().run()}>
            {t('editor.paragraph')}
          </Menu.Item>
          {LEVELS.map((level) => (
            <Menu.Item key={level} onClick={() => editor.chain().focus().setHeading({ level }).run()}>
              {t('editor.heading', { level })}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <span className={classes.gap} />
      {MARKS.map((one) => (
        <ToolButton key={one.id} tool={one} editor={editor} />
      ))}
      <LinkControl editor={editor} />
      <RewriteControl editor={editor} />
      <span className={classes.gap} />
      {BLOCKS.map((one) => (
        <ToolButton key={one.id} tool={one} editor={editor} />
      ))}
      <FileButton multiple onChange={onFiles}>
        {(props) => (
          <Tooltip label={t('editor.insertFile')}>
            <ActionIcon {...props} aria-label={t('editor.insertFile')}>
              <IconPaperclip size={17} />
            </ActionIcon>
          </Tooltip>
        )}
      </FileButton>
      <span className={classes.gap} />
      <ActionIcon
        disabled={!state.undo}
        aria-label={t('editor.undo')}
        onClick={() => editor.chain().focus().undo().run()}
      >
        <IconArrowBackUp size={17} />
      </ActionIcon>
      <ActionIcon
        disabled={!state.redo}
        aria-label={t('editor.redo')}
        onClick={() => editor.chain().focus().redo().run()}
      >
        <IconArrowForwardUp size={17} />
      </ActionIcon>
    </div>
  );
}

function ToolButton({ tool: one, editor }: { tool: Tool; editor: Editor }) {
  const t = useText();
  const on = one.isOn?.(editor) ?? false;
  return (
    <Tooltip label={t(one.id)}>
      <ActionIcon
        aria-label={t(one.id)}
        aria-pressed={one.isOn ? on : undefined}
        variant={on ? 'light' : 'subtle'}
        color={on ? 'iris' : 'gray'}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => one.run(editor)}
      >
        <one.icon size={17} />
      </ActionIcon>
    </Tooltip>
  );
}

type Chain = ReturnType<Editor['chain']>;

function tool(id: MessageId, icon: Icon, name: string | null, apply: (chain: Chain) => Chain): Tool {
  return {
    id,
    icon,
    ...(name === null ? {} : { isOn: (editor: Editor) => editor.isActive(name) }),
    run: (editor) => apply(editor.chain().focus()).run(),
  };
}
