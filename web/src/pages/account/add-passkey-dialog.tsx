import { Button, TextInput } from '@mantine/core';
import { startRegistration } from '@simplewebauthn/browser';
import { useState, type FormEvent } from 'react';
import { useAction } from '../../client/use-action.ts';
import { BeginPasskeyRegistrationDocument, RegisterPasskeyDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import type { Failure } from '../../ui/failure.ts';
import { FormStack } from '../../ui/form-stack.tsx';
import { Notice } from '../../ui/notice.tsx';
import { saidDone } from '../../ui/toast.ts';
import { passkeyProblem } from '../auth/passkey-problem.ts';
import type { useStepUp } from '../auth/use-step-up.tsx';
import { deviceOf } from './device.ts';

type CreationOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];

/** A name, the second factor if it is no longer fresh, and then the browser asks for finger, face or key. */
export function AddPasskeyDialog(props: {
  stepUp: ReturnType<typeof useStepUp>['run'];
  onClose: () => void;
  onDone: () => void;
}) {
  const t = useText();
  const begin = useAction(BeginPasskeyRegistrationDocument);
  const register = useAction(RegisterPasskeyDocument);
  const [name, setName] = useState(deviceOf(navigator.userAgent) ?? '');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const add = async () => {
    const begun = await props.stepUp(() => begin.attempt({}));
    setFailure(begun.failure);
    if (!begun.data) return;
    const optionsJSON = JSON.parse(begun.data.beginPasskeyRegistration.json) as CreationOptions;
    const response = JSON.stringify(await startRegistration({ optionsJSON }));
    const done = await register.attempt({ input: { name: name.trim(), response } });
    setFailure(done.failure);
    if (!done.data) return;
    saidDone(t('passkey.added', { name: name.trim() }));
    props.onDone();
    props.onClose();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    await add().catch((error: unknown) => setProblem(t(passkeyProblem(error))));
    setBusy(false);
  };
  const isOfName = failure?.field === 'name';
  return (
    <Dialog onClose={props.onClose} title={t('passkey.add')}>
      <p className="k-dim">{t('passkey.add.text')}</p>
      <FormStack onSubmit={(event) => void submit(event)}>
        <TextInput
          label={t('passkey.name')}
          description={t('passkey.name.hint')}
          data-autofocus
          required
          withAsterisk={false}
          maxLength={60}
          value={name}
          error={isOfName ? failure.message : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {problem && (
          <div role="alert">
            <Notice tone="warn">{problem}</Notice>
          </div>
        )}
        {failure && !isOfName && <FailureNotice failure={failure} />}
        <Button type="submit" loading={busy}>
          {t('action.continue')}
        </Button>
      </FormStack>
    </Dialog>
  );
}
