import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAction } from '../../client/use-action.ts';
import { ChangePasswordDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { useMe } from '../../session/session.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { saidDone } from '../../ui/toast.ts';
import classes from './account.module.css';

const EMPTY = { currentPassword: '', newPassword: '', code: '' };

/** A new password, confirmed with the old one and a code. */
export function PasswordForm() {
  const t = useText();
  const me = useMe();
  const change = useAction(ChangePasswordDocument);
  const [input, setInput] = useState(EMPTY);
  const set = (field: keyof typeof EMPTY) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setInput((before) => ({ ...before, [field]: value }));
  };
  const fieldError = (field: string) =>
    change.failure?.field === field ? change.failure.message : undefined;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await change.run({ input }))) return;
    setInput(EMPTY);
    saidDone(t('password.changed'));
  };
  const toggle = { 'aria-label': t('field.password.show') };
  return (
    <div className={classes.narrow}>
      <FormStack onSubmit={(event) => void submit(event)}>
        <input type="hidden" name="username" autoComplete="username" value={me.email} readOnly />
        <PasswordInput
          label={t('field.currentPassword')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={input.currentPassword}
          error={fieldError('currentPassword')}
          onChange={set('currentPassword')}
          visibilityToggleButtonProps={toggle}
        />
        <PasswordInput
          label={t('field.newPassword')}
          description={t('field.newPassword.hint')}
          autoComplete="new-password"
          required
          withAsterisk={false}
          value={input.newPassword}
          error={fieldError('newPassword')}
          onChange={set('newPassword')}
          visibilityToggleButtonProps={toggle}
        />
        <TextInput
          label={t('field.code')}
          autoComplete="one-time-code"
          inputMode="numeric"
          required
          withAsterisk={false}
          value={input.code}
          error={fieldError('code')}
          onChange={set('code')}
        />
        {change.failure && !fieldError(change.failure.field ?? '') && (
          <FailureNotice failure={change.failure} />
        )}
        <Button type="submit" loading={change.busy}>
          {t('password.submit')}
        </Button>
      </FormStack>
    </div>
  );
}
