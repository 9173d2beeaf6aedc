import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { ChangePasswordDocument, PasswordRulesDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { useMe } from '../../session/session.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { saidDone } from '../../ui/toast.ts';
import { useStepUp } from '../auth/use-step-up.tsx';
import classes from './account.module.css';
import { RuleNotice } from './rule-notice.tsx';

const EMPTY = { currentPassword: '', newPassword: '', code: '' };

/** A new password, confirmed with the old one and a code, or by showing a passkey. */
export function PasswordForm() {
  const t = useText();
  const me = useMe();
  const hasApp = me.secondFactors.includes('APP');
  const change = useAction(ChangePasswordDocument);
  const stepUp = useStepUp();
  const rules = useAnswer(PasswordRulesDocument, {}).data?.passwordRules;
  const [input, setInput] = useState(EMPTY);
  const set = (field: keyof typeof EMPTY) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setInput((before) => ({ ...before, [field]: value }));
  };
  const fieldError = (field: string) =>
    change.failure?.field === field ? change.failure.message : undefined;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { currentPassword, newPassword } = input;
    // Without an app there is no code to type: the passkey is shown instead.
    const done = hasApp
      ? await change.attempt({ input })
      : await stepUp.run(() => change.attempt({ input: { currentPassword, newPassword } }));
    if (!done.data) return;
    setInput(EMPTY);
    saidDone(t('password.changed'));
  };
  const toggle = { 'aria-label': t('field.password.show') };
  return (
    <div className={classes.narrow}>
      <FormStack onSubmit={(event) => void submit(event)}>
        {rules && <RuleNotice rules={rules} />}
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
          description={t('field.newPassword.hint', { count: rules?.length ?? 8 })}
          autoComplete="new-password"
          required
          withAsterisk={false}
          value={input.newPassword}
          error={fieldError('newPassword')}
          onChange={set('newPassword')}
          visibilityToggleButtonProps={toggle}
        />
        {hasApp && (
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
        )}
        {change.failure &&
          change.failure.code !== 'STEP_UP_REQUIRED' &&
          !fieldError(change.failure.field ?? '') && <FailureNotice failure={change.failure} />}
        <Button type="submit" loading={change.busy}>
          {t('password.submit')}
        </Button>
      </FormStack>
      {stepUp.dialog}
    </div>
  );
}
