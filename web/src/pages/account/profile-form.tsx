import { Button, Select, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAction } from '../../client/use-action.ts';
import { UpdateProfileDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { useMe, useSession } from '../../session/session.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { saidDone } from '../../ui/toast.ts';
import classes from './account.module.css';

/** Name and language. */
export function ProfileForm() {
  const t = useText();
  const me = useMe();
  const { refresh } = useSession();
  const update = useAction(UpdateProfileDocument);
  const [name, setName] = useState(me.name);
  const [locale, setLocale] = useState(me.locale);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await update.run({ input: { name: name.trim(), locale } }))) return;
    await refresh();
    saidDone(t('settings.saved'));
  };
  return (
    <div className={classes.narrow}>
      <FormStack onSubmit={(event) => void submit(event)}>
        <TextInput label={t('field.email')} value={me.email} readOnly description={t('account.email.hint')} />
        <TextInput
          label={t('field.name')}
          description={t('profile.required')}
          autoComplete="name"
          required
          withAsterisk={false}
          value={name}
          error={update.failure?.field === 'name' ? update.failure.message : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={t('language.label')}
          data={[
            { value: 'DE', label: 'Deutsch' },
            { value: 'EN', label: 'English' },
          ]}
          value={locale}
          allowDeselect={false}
          onChange={(value) => setLocale(value === 'DE' ? 'DE' : 'EN')}
        />
        {update.failure && update.failure.field !== 'name' && <FailureNotice failure={update.failure} />}
        <Button type="submit" loading={update.busy}>
          {t('action.save')}
        </Button>
      </FormStack>
    </div>
  );
}
