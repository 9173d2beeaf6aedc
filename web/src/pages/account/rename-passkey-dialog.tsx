import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAction } from '../../client/use-action.ts';
import { RenamePasskeyDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormStack } from '../../ui/form-stack.tsx';

/** Another name for a passkey. */
export function RenamePasskeyDialog(props: {
  passkey: { readonly id: string; readonly name: string };
  onClose: () => void;
  onDone: () => void;
}) {
  const t = useText();
  const rename = useAction(RenamePasskeyDocument);
  const [name, setName] = useState(props.passkey.name);
  const isOfName = rename.failure?.field === 'name';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await rename.run({ input: { passkeyId: props.passkey.id, name: name.trim() } }))) return;
    props.onDone();
    props.onClose();
  };
  return (
    <Dialog onClose={props.onClose} title={t('passkey.renameOne', { name: props.passkey.name })}>
      <FormStack onSubmit={(event) => void submit(event)}>
        <TextInput
          label={t('passkey.name')}
          data-autofocus
          required
          withAsterisk={false}
          maxLength={60}
          value={name}
          error={isOfName ? rename.failure?.message : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {rename.failure && !isOfName && <FailureNotice failure={rename.failure} />}
        <Button type="submit" loading={rename.busy}>
          {t('action.save')}
        </Button>
      </FormStack>
    </Dialog>
  );
}
