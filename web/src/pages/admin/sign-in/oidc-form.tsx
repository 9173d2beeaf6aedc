import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useClient } from 'urql';
import { failureOf } from '../../../client/failure.ts';
import { ConfigureOidcDocument, OidcReadingDocument, type OidcReadingQuery } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import type { Failure } from '../../../ui/failure.ts';
import { Notice } from '../../../ui/notice.tsx';
import { CheckList } from './check-list.tsx';
import { ClientFields, useOurClient } from './client-fields.tsx';
import { presetOf, type ConnectionView } from './connection-view.ts';
import { useSave } from './use-save.tsx';
import { VersionForm } from './version-form.tsx';

type Reading = NonNullable<OidcReadingQuery['oidcReading']>;

/** An OpenID Connect provider: its issuer is read and judged, then our client is set. */
export function OidcForm({ connection }: { connection: ConnectionView }) {
  const t = useText();
  const save = useSave(ConfigureOidcDocument);
  const { oidc } = connection;
  const preset = presetOf(connection);
  const known = oidc?.issuer ?? (connection.preset === 'google' ? preset.example : '');
  const [issuer, setIssuer] = useState(known);
  const [scopes, setScopes] = useState((oidc?.scopes ?? preset.scopes ?? []).join(' '));
  const ours = useOurClient(oidc);
  const { read, reading, failure, busy } = useOidcReading(connection.id);
  const submit = async (reason: string) => {
    const found = issuer.trim() === oidc?.issuer ? null : await read(issuer);
    if (found === undefined || (found && !found.reading)) return;
    const { id: connectionId, latestVersion: expectedVersion } = connection;
    const change = { reading: found?.reading ?? null, scopes: scopes.split(/\s+/).filter(Boolean) };
    const input = { connectionId, expectedVersion, reason, ...change, ...ours.input };
    if (await save.run({ input }, t('connections.saved'))) ours.setClientSecret('');
  };
  const fields = ['clientId', 'clientSecret', 'scopes'];
  return (
    <VersionForm save={save} fields={fields} failure={failure} busy={busy} onSave={submit}>
      <TextInput
        label={t('connections.issuer')}
        description={t('connections.issuer.hint')}
        placeholder={preset.example}
        required
        withAsterisk={false}
        value={issuer}
        onChange={(event) => setIssuer(event.currentTarget.value)}
      />
      <div aria-live="polite">
        {reading && !reading.reading && <Notice tone="bad">{t('connections.issuer.failed')}</Notice>}
        {reading && <CheckList label={t('connections.checks')} checks={reading.checks} />}
      </div>
      <ClientFields connection={connection} client={ours} errorOf={save.errorOf} />
      <TextInput
        label={t('connections.scopes')}
        description={t('connections.scopes.hint')}
        value={scopes}
        error={save.errorOf('scopes')}
        onChange={(event) => setScopes(event.currentTarget.value)}
      />
    </VersionForm>
  );
}

/** Reads an issuer; `undefined` when it could not even be asked. */
function useOidcReading(connectionId: string) {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [reading, setReading] = useState<Reading | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const read = async (issuer: string): Promise<Reading | undefined> => {
    setBusy(true);
    const variables = { connectionId, issuer: issuer.trim() };
    const answer = await client
      .query(OidcReadingDocument, variables, { requestPolicy: 'network-only' })
      .toPromise();
    setBusy(false);
    setFailure(failureOf(answer.error));
    const found = answer.data?.oidcReading ?? undefined;
    setReading(found ?? null);
    return found;
  };
  return { read, reading, failure, busy };
}
