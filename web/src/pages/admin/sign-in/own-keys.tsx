import { Button } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { RenewConnectionKeysDocument, type KeyRenewalStep } from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { Facts } from '../../../ui/facts.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { ownKeysEnd, type ConnectionView } from './connection-view.ts';
import { ReasonField } from './reason-field.tsx';
import { useSave } from './use-save.tsx';
import classes from './sign-in.module.css';

type Saml = NonNullable<ConnectionView['saml']>;

/** Our own keys of a SAML connection: until when they hold, and renewing them step by step. */
export function OwnKeys({ connection, saml }: { connection: ConnectionView; saml: Saml }) {
  const t = useText();
  const dates = useDates();
  const end = ownKeysEnd(connection, Date.now());
  const state = stateOf(connection, saml);
  return (
    <div className={classes.form}>
      <Facts
        rows={[
          [t('connections.keys.own'), <Certificates key="own" list={saml.ownCertificates} />],
          ...(saml.nextCertificates.length > 0
            ? [
                [
                  t('connections.keys.next'),
                  <Certificates key="next" list={saml.nextCertificates} />,
                ] as const,
              ]
            : []),
          ...(saml.pastCertificates.length > 0
            ? [
                [
                  t('connections.keys.past'),
                  <Certificates key="past" list={saml.pastCertificates} />,
                ] as const,
              ]
            : []),
        ]}
      />
      {end && <Notice tone="warn">{t('connections.keys.ends', { day: dates.day(end) })}</Notice>}
      <Notice>{t(STATE_TEXT[state])}</Notice>
      {state !== 'waiting' && <Steps connection={connection} state={state} />}
    </div>
  );
}

/** Nothing under way; a new pair is published; the new pair waits to be tried and switched on; the old one is left over. */
type State = 'steady' | 'begun' | 'waiting' | 'switched';

function stateOf({ status, version, latestVersion }: ConnectionView, saml: Saml): State {
  if (status === 'ACTIVE' && version !== latestVersion) return 'waiting';
  if (saml.nextCertificates.length > 0) return 'begun';
  return saml.pastCertificates.length > 0 ? 'switched' : 'steady';
}

const STATE_TEXT = {
  steady: 'connections.keys.state.steady',
  begun: 'connections.keys.state.begun',
  waiting: 'connections.keys.state.waiting',
  switched: 'connections.keys.state.switched',
} as const;

const STEP_TEXT = {
  BEGIN: { button: 'connections.keys.step.BEGIN', done: 'connections.keys.done.BEGIN' },
  SWITCH: { button: 'connections.keys.step.SWITCH', done: 'connections.keys.done.SWITCH' },
  END: { button: 'connections.keys.step.END', done: 'connections.keys.done.END' },
} as const;

const OFFERED = {
  steady: ['BEGIN'],
  begun: ['SWITCH', 'END'],
  switched: ['END'],
} as const satisfies Record<Exclude<State, 'waiting'>, readonly KeyRenewalStep[]>;

function Steps({ connection, state }: { connection: ConnectionView; state: Exclude<State, 'waiting'> }) {
  const t = useText();
  const save = useSave(RenewConnectionKeysDocument);
  const [reason, setReason] = useState('');
  const { id: connectionId, latestVersion: expectedVersion } = connection;
  const [first, ...others] = OFFERED[state];
  const go = (step: KeyRenewalStep) =>
    void save.run({ input: { connectionId, expectedVersion, step, reason } }, t(STEP_TEXT[step].done));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    go(first);
  };
  const beside = save.failureBeside(['reason']);
  return (
    <>
      <form className={classes.form} onSubmit={submit}>
        <ReasonField value={reason} error={save.errorOf('reason')} onChange={setReason} />
        {beside && <FailureNotice failure={beside} />}
        <div className={classes.buttons}>
          <Button type="submit" variant="default" loading={save.busy}>
            {t(STEP_TEXT[first].button)}
          </Button>
          {others.map((step) => (
            <Button
              key={step}
              variant="subtle"
              disabled={save.busy}
              onClick={(event) => event.currentTarget.form?.reportValidity() && go(step)}
            >
              {t(STEP_TEXT[step].button)}
            </Button>
          ))}
        </div>
      </form>
      {save.dialog}
    </>
  );
}

function Certificates({ list }: { list: Saml['ownCertificates'] }) {
  const t = useText();
  const dates = useDates();
  return (
    <>
      {list.map(({ fingerprint, endsAt }) => (
        <div key={fingerprint} className={classes.certificate}>
          <span className={classes.mono}>{fingerprint}</span>
          <span>{t('connections.saml.until', { day: dates.day(endsAt) })}</span>
        </div>
      ))}
    </>
  );
}
