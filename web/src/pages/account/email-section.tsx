import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import {
  CancelEmailChangeDocument,
  OwnAddressDocument,
  RequestEmailChangeDocument,
  type OwnAddressQuery,
} from '../../gql/graphql.ts';
import { useDates, useText } from '../../i18n/text.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/page.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { saidDone, saidFailed } from '../../ui/toast.ts';
import { useStepUp } from '../auth/use-step-up.tsx';
import classes from './account.module.css';

/** The address of the account, the one that waits for its link, and the way to another one. */
export function EmailSection() {
  const t = useText();
  const answer = useAnswer(OwnAddressDocument, {}, { policy: 'network-only' });
  const own = answer.data?.ownAddress;
  const [asks, setAsks] = useState(false);
  const isFixed = !own || own.managedBy !== null || asks;
  return (
    <Section title={t('email.title')} text={t('email.text')}>
      <div className={classes.narrow}>
        {answer.failure && !own && <FailureNotice failure={answer.failure} onRetry={answer.reload} />}
        {answer.loading && <ListSkeleton rows={1} />}
        {own && <p>{t('email.present', { email: own.email })}</p>}
        {own?.managedBy && <Notice>{t('email.managed', { name: own.managedBy })}</Notice>}
        {own?.waiting && <Waiting own={own} waiting={own.waiting} onDone={answer.reload} />}
        {asks && (
          <AddressForm
            onDone={() => {
              setAsks(false);
              answer.reload();
            }}
            onCancel={() => setAsks(false)}
          />
        )}
        {!isFixed && (
          <Button variant="default" onClick={() => setAsks(true)}>
            {t('email.action')}
          </Button>
        )}
      </div>
    </Section>
  );
}

type Own = OwnAddressQuery['ownAddress'];

function Waiting(props: { own: Own; waiting: NonNullable<Own['waiting']>; onDone: () => void }) {
  const t = useText();
  const dates = useDates();
  const cancel = useAction(CancelEmailChangeDocument);
  const { email, expiresAt } = props.waiting;
  const withdraw = async () => {
    const { failure } = await cancel.attempt({});
    if (failure) saidFailed(failure, t);
    else saidDone(t('email.cancelled', { email: props.own.email }));
    props.onDone();
  };
  return (
    <Notice
      actions={
        <Button variant="default" size="xs" loading={cancel.busy} onClick={() => void withdraw()}>
          {t('email.cancel')}
        </Button>
      }
    >
      {t('email.waiting', { email, when: dates.relative(expiresAt), time: dates.time(expiresAt) })}
    </Notice>
  );
}

function AddressForm(props: { onDone: () => void; onCancel: () => void }) {
  const t = useText();
  const request = useAction(RequestEmailChangeDocument);
  const stepUp = useStepUp();
  const [email, setEmail] = useState('');
  const { failure } = request;
  const isOfField = failure?.field === 'email';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { data } = await stepUp.run(() => request.attempt({ input: { email } }));
    if (!data) return;
    saidDone(t('email.asked'));
    props.onDone();
  };
  return (
    <>
      <FormStack onSubmit={(event) => void submit(event)}>
        <TextInput
          label={t('email.new')}
          description={t('email.new.hint')}
          // Not "email": whatever is wrong with it is said by the server, in the reader's language, beside the field.
          type="text"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={320}
          autoFocus
          required
          withAsterisk={false}
          value={email}
          error={isOfField ? failure.message : undefined}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        {failure && !isOfField && failure.code !== 'STEP_UP_REQUIRED' && <FailureNotice failure={failure} />}
        <div className={classes.buttons}>
          <Button type="submit" loading={request.busy}>
            {t('email.submit')}
          </Button>
          <Button variant="default" onClick={props.onCancel}>
            {t('action.cancel')}
          </Button>
        </div>
      </FormStack>
      {stepUp.dialog}
    </>
  );
}
