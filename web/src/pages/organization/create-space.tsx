import { Button, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { useAction } from '../../client/use-action.ts';
import { CreateSpaceDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { useOrganization } from './organization-context.ts';

/** Dialog for a new Space; whoever creates it manages it. */
export default function CreateSpace({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { slug } = useOrganization();
  const navigate = useNavigate();
  const create = useAction(CreateSpaceDocument);
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const data = await create.run({ input: { name: name.trim(), description: description.trim() } });
    if (!data) return;
    onClose();
    await navigate(`/o/${slug}/s/${data.createSpace.id}`);
  };
  const fieldError = (field: string) =>
    create.failure?.field === field ? create.failure.message : undefined;
  return (
    <Dialog onClose={onClose} title={t('space.create')}>
      <FormStack onSubmit={(event) => void submit(event)}>
        <p className="k-dim">{t('space.create.text')}</p>
        <TextInput
          label={t('field.name')}
          data-autofocus
          required
          withAsterisk={false}
          maxLength={100}
          value={name}
          error={fieldError('name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          label={t('field.description')}
          autosize
          minRows={2}
          maxLength={1000}
          value={description}
          error={fieldError('description')}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        {create.failure && !create.failure.field && <FailureNotice failure={create.failure} />}
        <Button type="submit" loading={create.busy}>
          {t('action.create')}
        </Button>
      </FormStack>
    </Dialog>
  );
}
