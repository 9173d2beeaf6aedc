import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useClient } from 'urql';
import { failureOf } from '../../../client/failure.ts';
import { ConfigureOidcDocument, OidcReadingDocument, type OidcReadingQuery } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import type { Failure } from '../../../ui/failure.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { CheckList } from './check-list.tsx';
import { presetOf, type ConnectionView } from './connection-view.ts';
import { SecretField } from './oauth-form.tsx';
import { ReasonField } from './reason-field.tsx';
import { useSave } from './use-save.tsx';
import classes from './sign-in.module.css';

type Reading = NonNullable<OidcReadingQuery['oidcReading']>;

/** An OpenID Connect provider: its issuer is read and judged, then our client is set. */
export function OidcForm({ connection }: { connection: ConnectionView }) {
  const t = useText();
  const save = useSave(ConfigureOidcDocument);
  const { oidc } = connection;
  const preset = presetOf(connection);
  const [issuer, setIssuer] = useState(
    oidc?.issuer ?? (connection.preset === 'google' ? preset.example : ''),
  );
  const [clientId, setClientId] = useState(oidc?.clientId ?? '');
  const [clientSecret, setClientSecret] = useState('');
  const [scopes, setScopes] = useState((oidc?.scopes ?? preset.scopes ?? []).join(' '));
  const [reason, setReason] = useState('');
  const { read, reading, failure, busy } = useOidcReading(connection.id);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = issuer.trim() === oidc?.issuer ? null : await read(issuer);
    if (found === undefined || (found && !found.reading)) return;
    const { id: connectionId, latestVersion: expectedVersion } = connection;
    const ours = {
      clientId,
      clientSecret: clientSecret || null,
      scopes: scopes.split(/\s+/).filter(Boolean),
    };
    const input = { connectionId, expectedVersion, reason, reading: found?.reading ?? null, ...ours };
    if (await save.run({ input }, t('connections.saved'))) setClientSecret('');
  };
  const beside = failure ?? save.failureBeside(['clientId', 'clientSecret', 'scopes', 'reason']);
  return (
    <>
      <form className={classes.form} onSubmit={(event) => void submit(event)}>
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
        <TextInput
          label={t('connections.scopes')}
          description={t('connections.scopes.hint')}
          value={scopes}
          error={save.errorOf('scopes')}
          onChange={(event) => setScopes(event.currentTarget.value)}
        />
        <ReasonField value={reason} error={save.errorOf('reason')} onChange={setReason} />
        {beside && <FailureNotice failure={beside} />}
        <Button type="submit" loading={busy || save.busy}>
          {t('connections.save')}
        </Button>
      </form>
      {save.dialog}
    </>
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
