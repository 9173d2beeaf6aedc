import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAction } from '../../client/use-action.ts';
import { SignUpDocument } from '../../gql/graphql.ts';
import { useLocale } from '../../i18n/i18n-provider.tsx';
import { useText } from '../../i18n/text.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import classes from './auth.module.css';

/** Fewest characters of a password as long as there is no second factor; the server decides. */
const SHORTEST_ALONE = 15;

/** Name and password of a new account; its address is the one the link was sent to. */
export function SignUpForm(props: {
  token: string;
  /** Null with the first-run link: the person names it. */
  email: string | null;
  firstRun: boolean;
  onDone: (organizationName: string) => Promise<void>;
}) {
  const t = useText();
  const { locale } = useLocale();
  const signUp = useAction(SignUpDocument);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [organization, setOrganization] = useState('');
  const [email, setEmail] = useState('');
  const fieldError = (field: string) =>
    signUp.failure?.field === field ? signUp.failure.message : undefined;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const data = await signUp.run({
      input: {
        token: props.token,
        name: name.trim(),
        password,
        locale: locale === 'de' ? 'DE' : 'EN',
        ...(props.email === null ? { email: email.trim() } : {}),
      },
    });
    if (data) await props.onDone(organization.trim());
  };
  const shown = signUp.failure && ['name', 'password', 'email'].includes(signUp.failure.field ?? '');
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      {props.email && <div className={classes.who}>{props.email}</div>}
      <input type="hidden" name="username" autoComplete="username" value={props.email ?? email} readOnly />
      {props.email === null && (
        <TextInput
          label={t('field.email')}
          type="email"
          autoComplete="email"
          required
          withAsterisk={false}
          autoFocus
          value={email}
          error={fieldError('email')}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
      )}
      <TextInput
        label={t('field.name')}
        autoComplete="name"
        required
        withAsterisk={false}
        autoFocus={props.email !== null}
        value={name}
        error={fieldError('name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {props.firstRun && <OrganizationField value={organization} onChange={setOrganization} />}
      <PasswordInput
        label={t('field.newPassword')}
        description={t('field.newPassword.hint', { count: SHORTEST_ALONE })}
        autoComplete="new-password"
        required
        withAsterisk={false}
        value={password}
        error={fieldError('password')}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('field.password.show') }}
      />
      {signUp.failure && !shown && <FailureNotice failure={signUp.failure} />}
      <Button type="submit" size="md" fullWidth loading={signUp.busy}>
        {t('signUp.submit')}
      </Button>
    </form>
  );
}

function OrganizationField(props: { value: string; onChange: (name: string) => void }) {
  const t = useText();
  return (
    <TextInput
      label={t('field.organizationName')}
      autoComplete="organization"
      required
      withAsterisk={false}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}
