import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAction } from '../../client/use-action.ts';
import { RenameAuthenticatorAppDocument, RenamePasskeyDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import type { Factor } from './use-factors.ts';

/** Another name for a second factor. */
export function RenameFactorDialog(props: { factor: Factor; onClose: () => void; onDone: () => void }) {
  const t = useText();
  const { kind, id, name: before } = props.factor;
  const app = useAction(RenameAuthenticatorAppDocument);
  const passkey = useAction(RenamePasskeyDocument);
  const [name, setName] = useState(before);
  const failure = app.failure ?? passkey.failure;
  const isOfName = failure?.field === 'name';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done =
      kind === 'app'
        ? await app.run({ input: { appId: id, name: name.trim() } })
        : await passkey.run({ input: { passkeyId: id, name: name.trim() } });
    if (!done) return;
    props.onDone();
    props.onClose();
  };
  return (
    <Dialog onClose={props.onClose} title={t('factors.renameOne', { name: before })}>
      <FormStack onSubmit={(event) => void submit(event)}>
        <TextInput
          label={t('passkey.name')}
          data-autofocus
          required
          withAsterisk={false}
          maxLength={60}
          value={name}
          error={isOfName ? failure.message : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {failure && !isOfName && <FailureNotice failure={failure} />}
        <Button type="submit" loading={app.busy || passkey.busy}>
          {t('action.save')}
        </Button>
      </FormStack>
    </Dialog>
  );
}
