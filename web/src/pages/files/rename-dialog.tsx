import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAction } from '../../client/use-action.ts';
import { RenameFileDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { saidDone } from '../../ui/toast.ts';
import type { FileView } from './file-view.ts';

/** Gives a file another name; what it is does not depend on it. */
export default function RenameDialog({ file, onClose }: { file: FileView; onClose: () => void }) {
  const t = useText();
  const renaming = useAction(RenameFileDocument);
  const [name, setName] = useState(file.name);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const data = await renaming.run({ fileId: file.id, name: name.trim() });
    if (!data) return;
    saidDone(t('file.renamed', { name: data.renameFile.name }));
    onClose();
  };
  const isField = renaming.failure?.code === 'INVALID_INPUT';
  return (
    <Dialog title={t('file.rename.title')} size="md" onClose={onClose}>
      <FormStack onSubmit={(event) => void submit(event)}>
        <TextInput
          label={t('files.name')}
          data-autofocus
          value={name}
          maxLength={255}
          required
          withAsterisk={false}
          error={isField ? renaming.failure?.message : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
          onFocus={(event) => {
            // The ending mostly stays.
            const end = event.currentTarget.value.lastIndexOf('.');
            event.currentTarget.setSelectionRange(0, end > 0 ? end : event.currentTarget.value.length);
          }}
        />
        {renaming.failure && !isField && <FailureNotice failure={renaming.failure} />}
        <Button type="submit" loading={renaming.busy}>
          {t('action.save')}
        </Button>
      </FormStack>
    </Dialog>
  );
}
