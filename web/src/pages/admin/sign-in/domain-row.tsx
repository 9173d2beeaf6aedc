import { Badge, Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useClient } from 'urql';
import { failureOf } from '../../../client/failure.ts';
import {
  DomainCheckDocument,
  RemoveDomainDocument,
  RouteDomainDocument,
  VerifyDomainDocument,
} from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { CopyField } from '../../../ui/copy-field.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import type { Failure } from '../../../ui/failure.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import type { DomainView } from './connection-view.ts';
import { useSave } from './use-save.tsx';
import classes from './sign-in.module.css';

type Connections = readonly { readonly id: string; readonly name: string }[];

/** One domain: its record while it is unproven, and where its people are led. */
export function DomainRow({ domain, connections }: { domain: DomainView; connections: Connections }) {
  const t = useText();
  const dates = useDates();
  const [removing, setRemoving] = useState(false);
  const isProven = domain.verifiedAt != null;
  return (
    <li className={classes.card}>
      <header>
        <div className={classes.name}>
          <h3>{domain.domain}</h3>
          <Badge color={isProven ? 'teal' : 'gray'}>
            {isProven ? t('domains.verified') : t('domains.unverified')}
          </Badge>
        </div>
        <Button variant="subtle" size="xs" onClick={() => setRemoving(true)}>
          {t('domains.remove')}
        </Button>
      </header>
      {domain.failingSince && (
        <Notice tone="warn">{t('domains.failing', { day: dates.day(domain.failingSince) })}</Notice>
      )}
      {(!isProven || domain.failingSince) && <Proof domain={domain} />}
      {isProven && <Routing domain={domain} connections={connections} />}
      {removing && <RemoveDialog domain={domain} onClose={() => setRemoving(false)} />}
    </li>
  );
}

function Proof({ domain }: { domain: DomainView }) {
  const t = useText();
  const client = useClient();
  const save = useSave(VerifyDomainDocument);
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [said, setSaid] = useState<{ hasAnswered: boolean; found: readonly string[] } | null>(null);
  const check = async () => {
    setAsking(true);
    const answer = await client
      .query(DomainCheckDocument, { id: domain.id }, { requestPolicy: 'network-only' })
      .toPromise();
    setAsking(false);
    setFailure(failureOf(answer.error));
    const found = answer.data?.domainCheck;
    setSaid(found?.proof ? null : (found ?? null));
    if (found?.proof)
      await save.run({ input: { domainId: domain.id, proof: found.proof } }, t('domains.isVerified'));
  };
  const shown = failure ?? save.failure;
  return (
    <>
      <p>{t('domains.howTo')}</p>
      <CopyField label={t('domains.record.name')} value={domain.record.name} />
      <CopyField label={t('domains.record.value')} value={domain.record.value} />
      <div className={classes.buttons}>
        <Button variant="default" loading={asking || save.busy} onClick={() => void check()}>
          {t('domains.check')}
        </Button>
      </div>
      <div aria-live="polite">
        {said && (
          <Notice tone="warn">
            {said.hasAnswered ? t('domains.notFound') : t('domains.noAnswer')}
            {said.found.length > 0 && <span className={classes.mono}> {said.found.join(' · ')}</span>}
          </Notice>
        )}
      </div>
      {shown && <FailureNotice failure={shown} />}
      {save.dialog}
    </>
  );
}

function Routing({ domain, connections }: { domain: DomainView; connections: Connections }) {
  const t = useText();
  const save = useSave(RouteDomainDocument);
  const choose = (connectionId: string | null) =>
    void save.run({ input: { domainId: domain.id, connectionId } }, t('domains.routed'));
  return (
    <>
      <Select
        label={t('domains.leadsTo', { domain: domain.domain })}
        description={t('domains.leadsTo.hint')}
        placeholder={t('domains.leadsTo.none')}
        clearable
        clearButtonProps={{ 'aria-label': t('domains.leadsTo.clear') }}
        disabled={save.busy}
        data={connections.map(({ id, name }) => ({ value: id, label: name }))}
        value={domain.connectionId ?? null}
        onChange={choose}
      />
      {save.failure && <FailureNotice failure={save.failure} />}
      {save.dialog}
    </>
  );
}

function RemoveDialog({ domain, onClose }: { domain: DomainView; onClose: () => void }) {
  const t = useText();
  const save = useSave(RemoveDomainDocument);
  const remove = async () => {
    if (await save.run({ domainId: domain.id }, t('domains.removed'))) onClose();
  };
  return (
    <>
      <Dialog onClose={onClose} title={t('domains.remove.title', { domain: domain.domain })}>
        <div className={classes.form}>
          <p>{t('domains.remove.text')}</p>
          {save.failure && <FailureNotice failure={save.failure} />}
          <Button data-autofocus loading={save.busy} onClick={() => void remove()}>
            {t('domains.remove')}
          </Button>
        </div>
      </Dialog>
      {save.dialog}
    </>
  );
}
