import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useText } from '../../i18n/text.ts';
import classes from './auth.module.css';

/** Asks for the e-mail address. */
export function MailStep(props: {
  email: string;
  /** Of the button; “Continue” unless given. */
  label?: string;
  busy?: boolean;
  onDone: (email: string) => void;
  /** Between field and button. */
  children?: ReactNode;
}) {
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
      {props.children}
      <Button type="submit" size="md" fullWidth loading={props.busy ?? false}>
        {props.label ?? t('action.continue')}
      </Button>
    </form>
  );
}
