import { ActionIcon, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { NodeViewWrapper, ReactNodeViewRenderer, type NodeViewProps } from '@tiptap/react';
import { FILE_NODE_LIMITS } from '#schema/document-model/limits.js';
import { useText } from '../../../i18n/text.ts';
import { pictureOf, useProseFiles } from '../../../ui/prose/prose-files.ts';
import { ProsePictureView } from '../../../ui/prose/prose-picture.tsx';
import { FileNode, ImageNode } from './file-nodes.ts';
import classes from './editor.module.css';

/** The nodes with what people see and do in the editor. */
export const fileNodes = [
  ImageNode.extend({ addNodeView: () => ReactNodeViewRenderer(PictureInEditor) }),
  FileNode.extend({ addNodeView: () => ReactNodeViewRenderer(FileInEditor) }),
];

/** A picture, and what it shows for those who cannot see it: asked for until it is said, or the picture left. */
function PictureInEditor({ node, selected, updateAttributes, deleteNode }: NodeViewProps) {
  const t = useText();
  const picture = pictureOf({ type: 'image', attrs: node.attrs });
  if (!picture) return null;
  return (
    <NodeViewWrapper as="figure" className={classes.figure} data-selected={selected || undefined}>
      <div data-drag-handle>
        <ProsePictureView picture={picture} />
      </div>
      {(selected || picture.alt === '') && (
        <div className={classes.alt} contentEditable={false}>
          <TextInput
            size="xs"
            aria-label={t('editor.image.alt')}
            placeholder={t('editor.image.alt')}
            description={selected ? t('editor.image.alt.hint') : undefined}
            inputWrapperOrder={['input', 'description']}
            maxLength={FILE_NODE_LIMITS.alt}
            value={picture.alt}
            onChange={(event) => updateAttributes({ alt: event.currentTarget.value })}
          />
          <ActionIcon aria-label={t('editor.image.remove')} onClick={() => deleteNode()}>
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      )}
    </NodeViewWrapper>
  );
}

function FileInEditor({ node, selected, deleteNode }: NodeViewProps) {
  const t = useText();
  const files = useProseFiles();
  const { fileId, name } = node.attrs as { fileId: string; name: string };
  return (
    <NodeViewWrapper className={classes.fileNode} data-selected={selected || undefined}>
      <div className={classes.card} data-drag-handle>
        {/* While writing, a click selects the file and does not download it. */}
        <div inert>{files ? <files.FileCard fileId={fileId} name={name} all={[]} /> : name}</div>
      </div>
      {selected && (
        <ActionIcon contentEditable={false} aria-label={t('editor.file.remove')} onClick={() => deleteNode()}>
          <IconTrash size={16} />
        </ActionIcon>
      )}
    </NodeViewWrapper>
  );
}
