import { PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../../i18n/text.ts';
import type { ConnectionView } from './connection-view.ts';
import type { Save } from './use-save.tsx';

/** Our client at the provider, as the form holds it; the secret is sent only when one was entered. */
export function useOurClient(known: { clientId: string } | null | undefined) {
  const [clientId, setClientId] = useState(known?.clientId ?? '');
  const [clientSecret, setClientSecret] = useState('');
  return {
    ...{ clientId, setClientId, clientSecret, setClientSecret },
    input: { clientId, clientSecret: clientSecret || null },
  };
}

/** The id and the secret of our client at the provider. */
export function ClientFields(props: {
  connection: ConnectionView;
  client: ReturnType<typeof useOurClient>;
  errorOf: Save<unknown, unknown>['errorOf'];
}) {
  const t = useText();
  const { client, errorOf } = props;
  return (
    <>
      <TextInput
        label={t('connections.clientId')}
        required
        withAsterisk={false}
        value={client.clientId}
        error={errorOf('clientId')}
        onChange={(event) => client.setClientId(event.currentTarget.value)}
      />
      <SecretField
        isKept={props.connection.latestVersion > 0}
        value={client.clientSecret}
        error={errorOf('clientSecret')}
        onChange={client.setClientSecret}
      />
    </>
  );
}

/** A secret that is entered and never shown again. */
function SecretField(props: {
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
