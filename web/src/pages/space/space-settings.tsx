import { Button, Textarea, TextInput } from '@mantine/core';
import { lazy, Suspense, useState, type FormEvent } from 'react';
import { useAction } from '../../client/use-action.ts';
import { ArchiveSpaceDocument, UnarchiveSpaceDocument, UpdateSpaceDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { Section } from '../../ui/page.tsx';
import { saidDone, saidFailed } from '../../ui/toast.ts';
import { can } from '../organization/organization-context.ts';
import type { SpaceView } from './space-view.ts';
import classes from './space.module.css';

const DeleteSpaceDialog = lazy(() => import('./delete-space-dialog.tsx'));

/** Name and description of a Space, putting it away, and deleting it. */
export default function SpaceSettings({ space }: { space: SpaceView }) {
  const mayUpdate = can(space.viewerCan, 'SPACE_UPDATE');
  return (
    <div className={classes.narrow}>
      {mayUpdate && <DetailsSection space={space} />}
      {mayUpdate && <ArchiveSection space={space} />}
      {can(space.viewerCan, 'SPACE_DELETE') && <DeleteSection space={space} />}
    </div>
  );
}

function DetailsSection({ space }: { space: SpaceView }) {
  const t = useText();
  const update = useAction(UpdateSpaceDocument);
  const [name, setName] = useState(space.name);
  const [description, setDescription] = useState(space.description);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const input = { spaceId: space.id, name: name.trim(), description: description.trim() };
    if (await update.run({ input })) saidDone(t('settings.saved'));
  };
  const fieldError = (field: string) =>
    update.failure?.field === field ? update.failure.message : undefined;
  return (
    <Section title={t('space.settings')}>
      <FormStack onSubmit={(event) => void submit(event)}>
        <TextInput
          label={t('field.name')}
          value={name}
          maxLength={100}
          required
          withAsterisk={false}
          error={fieldError('name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          label={t('field.description')}
          value={description}
          autosize
          minRows={2}
          maxLength={1000}
          error={fieldError('description')}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        {update.failure && !update.failure.field && <FailureNotice failure={update.failure} />}
        <Button type="submit" loading={update.busy}>
          {t('action.save')}
        </Button>
      </FormStack>
    </Section>
  );
}

function ArchiveSection({ space }: { space: SpaceView }) {
  const t = useText();
  const archive = useAction(ArchiveSpaceDocument);
  const unarchive = useAction(UnarchiveSpaceDocument);
  const variables = { spaceId: space.id };
  const isArchived = space.archivedAt != null;
  const bring = async () => {
    const { failure } = await unarchive.attempt(variables);
    if (failure) saidFailed(failure, t);
  };
  const change = async () => {
    const { failure } = await (isArchived ? unarchive : archive).attempt(variables);
    if (failure) saidFailed(failure, t);
    else if (isArchived) saidDone(t('space.unarchived'));
    else {
      saidDone(t('space.archived'), { label: t('action.undo'), run: () => void bring() });
    }
  };
  return (
    <Section
      title={t('space.archiveTitle')}
      text={isArchived ? t('space.unarchive.text') : t('space.archive.text')}
    >
      <Button variant="default" loading={archive.busy || unarchive.busy} onClick={() => void change()}>
        {isArchived ? t('space.unarchive') : t('space.archiveAction')}
      </Button>
    </Section>
  );
}

function DeleteSection({ space }: { space: SpaceView }) {
  const t = useText();
  const [asking, setAsking] = useState(false);
  return (
    <Section title={t('space.delete')} text={t('space.delete.text')}>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('space.delete.action')}
      </Button>
      <Suspense>{asking && <DeleteSpaceDialog space={space} onClose={() => setAsking(false)} />}</Suspense>
    </Section>
  );
}
