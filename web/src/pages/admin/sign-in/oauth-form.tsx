import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { ConfigureOauthDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import type { ConnectionView } from './connection-view.ts';
import { ReasonField } from './reason-field.tsx';
import { useSave } from './use-save.tsx';
import classes from './sign-in.module.css';

/** A provider without OpenID Connect: its addresses are known, only our client is set. */
export function OauthForm({ connection }: { connection: ConnectionView }) {
  const t = useText();
  const save = useSave(ConfigureOauthDocument);
  const [clientId, setClientId] = useState(connection.oauth?.clientId ?? '');
  const [clientSecret, setClientSecret] = useState('');
  const [reason, setReason] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { id: connectionId, latestVersion: expectedVersion } = connection;
    const input = { connectionId, expectedVersion, reason, clientId, clientSecret: clientSecret || null };
    if (await save.run({ input }, t('connections.saved'))) setClientSecret('');
  };
  const beside = save.failureBeside(['clientId', 'clientSecret', 'reason']);
  return (
    <>
      <form className={classes.form} onSubmit={(event) => void submit(event)}>
        <TextInput
          label={t('connections.clientId')}
          required
          withAsterisk={false}
          value={clientId}
          error={save.errorOf('clientId')}
          onChange={(event) => setClientId(event.currentTarget.value)}
        />
        <SecretField
          isKept={connection.latestVersion > 0}
          value={clientSecret}
          error={save.errorOf('clientSecret')}
          onChange={setClientSecret}
        />
        <ReasonField value={reason} error={save.errorOf('reason')} onChange={setReason} />
        {beside && <FailureNotice failure={beside} />}
        <Button type="submit" loading={save.busy}>
          {t('connections.save')}
        </Button>
      </form>
      {save.dialog}
    </>
  );
}

/** A secret that is entered and never shown again. */
export function SecretField(props: {
  isKept: boolean;
  value: string;
  error?: string;
  onChange: (value: string) => void;
}) {
  const t = useText();
  return (
    <PasswordInput
      label={t('connections.clientSecret')}
      description={props.isKept ? t('connections.clientSecret.kept') : t('connections.clientSecret.hint')}
      autoComplete="off"
      visibilityToggleButtonProps={{ 'aria-label': t('connections.clientSecret.show') }}
      required={!props.isKept}
      withAsterisk={false}
      value={props.value}
      error={props.error}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}
