import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAction } from '../../../client/use-action.ts';
import { UpdateOrganizationDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { FormStack } from '../../../ui/form-stack.tsx';
import { saidDone } from '../../../ui/toast.ts';
import { useOrganization } from '../../organization/organization-context.ts';
import classes from './settings.module.css';

/** Renames the Organization. */
export function OrganizationName() {
  const t = useText();
  const organization = useOrganization();
  const update = useAction(UpdateOrganizationDocument);
  const [name, setName] = useState(organization.name);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await update.run({ input: { name: name.trim() } })) saidDone(t('settings.saved'));
  };
  return (
    <div className={classes.narrow}>
      <FormStack onSubmit={(event) => void submit(event)}>
        <TextInput
          label={t('field.organizationName')}
          required
          withAsterisk={false}
          maxLength={100}
          value={name}
          error={update.failure?.field === 'name' ? update.failure.message : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {update.failure && update.failure.field !== 'name' && <FailureNotice failure={update.failure} />}
        <Button type="submit" disabled={name.trim() === organization.name} loading={update.busy}>
          {t('action.save')}
        </Button>
      </FormStack>
    </div>
  );
}
