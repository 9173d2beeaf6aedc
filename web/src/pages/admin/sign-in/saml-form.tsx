import { Checkbox, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useClient } from 'urql';
import { failureOf } from '../../../client/failure.ts';
import { ConfigureSamlDocument, SamlReadingDocument, type SamlSourceInput } from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { Facts } from '../../../ui/facts.tsx';
import type { Failure } from '../../../ui/failure.ts';
import { Notice } from '../../../ui/notice.tsx';
import { presetOf, type ConnectionView } from './connection-view.ts';
import { NO_SOURCE, SamlSourceFields, type SamlSource } from './saml-source.tsx';
import { useSave } from './use-save.tsx';
import { VersionForm } from './version-form.tsx';
import classes from './sign-in.module.css';

/** A SAML identity provider: its metadata by address, as a file or by hand, and what we ask of it. */
export function SamlForm({ connection }: { connection: ConnectionView }) {
  const t = useText();
  const save = useSave(ConfigureSamlDocument);
  const { saml } = connection;
  const [source, setSource] = useState<SamlSource>({ ...NO_SOURCE, url: saml?.metadataUrl ?? '' });
  const [isKept, setKept] = useState(saml != null);
  const [allowIdpInitiated, setAllow] = useState(saml?.allowIdpInitiated ?? false);
  const [requireEncryption, setRequire] = useState(saml?.requireEncryption ?? false);
  const [contexts, setContexts] = useState((saml?.requestedContexts ?? []).join('\n'));
  const { read, problem, failure, busy } = useSamlReading(connection.id);
  const submit = async (reason: string) => {
    const reading = isKept ? null : await read(source);
    if (reading === undefined) return;
    const { id: connectionId, latestVersion: expectedVersion } = connection;
    const requestedContexts = contexts
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
    const ours = { allowIdpInitiated, requireEncryption, requestedContexts };
    await save.run(
      { input: { connectionId, expectedVersion, reason, reading, ...ours } },
      t('connections.saved'),
    );
  };
  return (
    <VersionForm save={save} fields={['requestedContexts']} failure={failure} busy={busy} onSave={submit}>
      {saml && <KnownProvider saml={saml} />}
      {saml && (
        <Checkbox
          size="md"
          label={t('connections.saml.keep')}
          checked={isKept}
          onChange={(event) => setKept(event.currentTarget.checked)}
        />
      )}
      {!isKept && (
        <SamlSourceFields
          source={source}
          example={presetOf(connection).example}
          onChange={(change) => setSource({ ...source, ...change })}
        />
      )}
      {problem && <Notice tone="bad">{problem}</Notice>}
      <Checkbox
        size="md"
        label={t('connections.saml.encrypted')}
        description={t('connections.saml.encrypted.hint')}
        checked={requireEncryption}
        onChange={(event) => setRequire(event.currentTarget.checked)}
      />
      <Checkbox
        size="md"
        label={t('connections.saml.initiated')}
        description={t('connections.saml.initiated.hint')}
        checked={allowIdpInitiated}
        onChange={(event) => setAllow(event.currentTarget.checked)}
      />
      <Textarea
        label={t('connections.saml.contexts')}
        description={t('connections.saml.contexts.hint')}
        autosize
        minRows={1}
        value={contexts}
        error={save.errorOf('requestedContexts')}
        onChange={(event) => setContexts(event.currentTarget.value)}
      />
    </VersionForm>
  );
}

function KnownProvider({ saml }: { saml: NonNullable<ConnectionView['saml']> }) {
  const t = useText();
  const dates = useDates();
  const certificates = saml.certificates.map(({ fingerprint, endsAt }) => (
    <div key={fingerprint}>
      <span className={classes.mono}>{fingerprint}</span>{' '}
      {t('connections.saml.until', { day: dates.day(endsAt) })}
    </div>
  ));
  return (
    <Facts
      rows={[
        [
          t('connections.saml.entityId'),
          <span key="id" className={classes.mono}>
            {saml.idpEntityId}
          </span>,
        ],
        [
          t('connections.saml.ssoUrl'),
          <span key="url" className={classes.mono}>
            {saml.ssoUrl}
          </span>,
        ],
        [t('connections.saml.certificates'), <div key="certificates">{certificates}</div>],
      ]}
    />
  );
}

/** Reads metadata; answers its seal, `undefined` when it cannot be used. */
function useSamlReading(connectionId: string) {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const read = async (source: SamlSource): Promise<string | undefined> => {
    setBusy(true);
    const input = await inputOf(connectionId, source);
    const answer = await client
      .query(SamlReadingDocument, { input }, { requestPolicy: 'network-only' })
      .toPromise();
    setBusy(false);
    setFailure(failureOf(answer.error));
    setProblem(answer.data?.samlReading?.problem ?? null);
    return answer.data?.samlReading?.reading ?? undefined;
  };
  return { read, problem, failure, busy };
}

async function inputOf(connectionId: string, source: SamlSource): Promise<SamlSourceInput> {
  const none = { connectionId, url: null, xml: null, byHand: null };
  if (source.way === 'url') return { ...none, url: source.url };
  if (source.way === 'file') return { ...none, xml: (await source.file?.text()) ?? null };
  const { idpEntityId, ssoUrl, sloUrl, certificate } = source;
  const certificates = certificatesIn(certificate);
  return { ...none, byHand: { idpEntityId, ssoUrl, sloUrl: sloUrl || null, certificates } };
}

/** Framed certificates that stand one after the other, as while they are rolled over; without a frame there is one. */
function certificatesIn(text: string): string[] {
  const found = text.split(/(?=-----BEGIN CERTIFICATE-----)/).filter((each) => each.trim() !== '');
  return found.length === 0 ? [text] : found;
}
