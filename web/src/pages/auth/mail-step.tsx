import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useText } from '../../i18n/text.ts';
import classes from './auth.module.css';

/** Asks for the e-mail address. */
export function MailStep(props: { email: string; onDone: (email: string) => void }) {
  const t = useText();
  const [email, setEmail] = useState(props.email);
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const trimmed = email.trim();
    if (/^\S+@\S+$/.test(trimmed)) props.onDone(trimmed);
    else setWrong(true);
  };
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <TextInput
        label={t('field.email')}
        name="email"
        type="email"
        autoComplete="username"
        inputMode="email"
        data-autofocus
        autoFocus
        size="md"
        value={email}
        error={wrong ? t('field.email.wrong') : undefined}
        onChange={(event) => {
          setEmail(event.currentTarget.value);
          setWrong(false);
        }}
      />
      <Button type="submit" size="md" fullWidth>
        {t('action.continue')}
      </Button>
    </form>
  );
}
