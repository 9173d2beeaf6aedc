import { ActionIcon, Tooltip } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useEditorState, type Editor } from '@tiptap/react';
import { lazy, Suspense, useState } from 'react';
import { useText } from '../../../i18n/text.ts';
import { passageOf, type Passage } from '../../ai/rewrite/passage.ts';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { useDocument } from '../document-context.ts';

const RewriteDialog = lazy(() => import('../../ai/rewrite/rewrite-dialog.tsx'));

/** Suggests another text for what is selected; absent for those who may not ask the model. */
export function RewriteControl({ editor }: { editor: Editor }) {
  const { viewerCan } = useOrganization();
  return can(viewerCan, 'AI_USE') ? <Control editor={editor} /> : null;
}

function Control({ editor }: { editor: Editor }) {
  const t = useText();
  const document = useDocument();
  const [passage, setPassage] = useState<Passage | null>(null);
  const isEmpty = useEditorState({ editor, selector: ({ editor: at }) => at.state.selection.empty });
  const label = isEmpty ? t('rewrite.select') : t('rewrite.action');
  const close = () => {
    setPassage(null);
    // After the dialog has given the focus back to its button.
    setTimeout(() => editor.view.focus(), 50);
  };
  return (
    <>
      <Tooltip label={label}>
        <ActionIcon
          aria-label={t('rewrite.action')}
          aria-disabled={isEmpty}
          data-disabled={isEmpty || undefined}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => setPassage(passageOf(editor.state))}
        >
          <IconSparkles size={17} />
        </ActionIcon>
      </Tooltip>
      <Suspense>
        {passage && (
          <RewriteDialog
            editor={editor}
            passage={passage}
            documentId={document.id}
            lang={document.language.toLowerCase()}
            onClose={close}
          />
        )}
      </Suspense>
    </>
  );
}
