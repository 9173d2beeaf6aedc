import { Button, PasswordInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import { useAction } from '../../client/use-action.ts';
import { SignInDocument, type SignInStep } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import classes from './auth.module.css';

/** Asks for the password of one address; tells which second-factor step follows. */
export function PasswordStep(props: {
  email: string;
  onBack?: () => void;
  onDone: (step: SignInStep) => Promise<void>;
}) {
  const t = useText();
  const signIn = useAction(SignInDocument);
  const [password, setPassword] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const data = await signIn.run({ input: { email: props.email, password } });
    if (data) await props.onDone(data.signIn.next);
  };
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      <div className={classes.who}>
        <span>{props.email}</span>
        {props.onBack && (
          <Button variant="subtle" size="compact-sm" onClick={props.onBack}>
            {t('action.change')}
          </Button>
        )}
      </div>
      <input type="hidden" name="username" autoComplete="username" value={props.email} readOnly />
      <PasswordInput
        label={t('field.password')}
        name="password"
        autoComplete="current-password"
        data-autofocus
        autoFocus
        required
        withAsterisk={false}
        size="md"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('field.password.show') }}
      />
      {signIn.failure && <FailureNotice failure={signIn.failure} />}
      <Button type="submit" size="md" fullWidth loading={signIn.busy}>
        {t('action.continue')}
      </Button>
      {props.onBack && (
        <Button
          component={Link}
          to="/forgot"
          state={{ email: props.email }}
          variant="subtle"
          size="compact-sm"
          fullWidth
        >
          {t('reset.forgotten')}
        </Button>
      )}
    </form>
  );
}
