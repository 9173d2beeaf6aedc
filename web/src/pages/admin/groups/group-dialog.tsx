import { Button, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { useAction } from '../../../client/use-action.ts';
import { CreateGroupDocument, UpdateGroupDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { FormStack } from '../../../ui/form-stack.tsx';
import { saidDone } from '../../../ui/toast.ts';
import { useOrganization } from '../../organization/organization-context.ts';

/** Makes a group and leads to it, or renames one. */
export function GroupDialog(props: {
  group?: { id: string; name: string; description: string };
  onClose: () => void;
}) {
  const t = useText();
  const { slug } = useOrganization();
  const navigate = useNavigate();
  const create = useAction(CreateGroupDocument);
  const update = useAction(UpdateGroupDocument);
  const { group, onClose } = props;
  const [name, setName] = useState(group?.name ?? '');
  const [description, setDescription] = useState(group?.description ?? '');
  const failure = create.failure ?? update.failure;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (group) {
      if (!(await update.run({ input: { groupId: group.id, name, description } }))) return;
      saidDone(t('group.saved'));
      onClose();
      return;
    }
    const made = await create.run({ input: { name, description } });
    if (made) void navigate(`/o/${slug}/admin/groups/${made.createGroup.id}`);
  };
  return (
    <Dialog onClose={onClose} title={group ? t('group.edit') : t('group.create')}>
      <FormStack onSubmit={(event) => void submit(event)}>
        <TextInput
          label={t('field.name')}
          description={t('group.name.hint')}
          data-autofocus
          required
          withAsterisk={false}
          maxLength={120}
          value={name}
          error={failure?.field === 'name' ? failure.message : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          label={t('group.description')}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={500}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        {failure && failure.field !== 'name' && <FailureNotice failure={failure} />}
        <Button type="submit" loading={create.busy || update.busy}>
          {group ? t('action.save') : t('group.create')}
        </Button>
      </FormStack>
    </Dialog>
  );
}
