import { Button, TextInput } from '@mantine/core';
import { useLayoutEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useAction } from '../../client/use-action.ts';
import {
  AddAuthenticatorAppDocument,
  BeginAuthenticatorAppDocument,
  type BeginAuthenticatorAppMutation,
} from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { FormStack } from '../../ui/form-stack.tsx';
import { saidDone } from '../../ui/toast.ts';
import { AppSecret } from '../auth/app-secret.tsx';
import { CodeStep } from '../auth/code-step.tsx';
import { StepBar } from '../auth/step-bar.tsx';
import type { useStepUp } from '../auth/use-step-up.tsx';
import classes from './account.module.css';

const STEPS = ['name', 'scan', 'code'] as const;
type StepName = (typeof STEPS)[number];
type Secret = BeginAuthenticatorAppMutation['beginAuthenticatorApp'];

/** Another authenticator app: a name, its secret, its first code. The present factors go on working. */
export default function AddAppDialog(props: {
  stepUp: ReturnType<typeof useStepUp>['run'];
  onClose: () => void;
  onDone: () => void;
}) {
  const t = useText();
  const begin = useAction(BeginAuthenticatorAppDocument);
  const add = useAction(AddAuthenticatorAppDocument);
  const [step, setStep] = useState<StepName>('name');
  const [name, setName] = useState('');
  const [secret, setSecret] = useState<Secret | null>(null);
  const start = async (event: FormEvent) => {
    event.preventDefault();
    const { data } = await props.stepUp(() => begin.attempt({}));
    if (!data) return;
    setSecret(data.beginAuthenticatorApp);
    setStep('scan');
  };
  const onCode = async (code: string) => {
    const { data, failure } = await add.attempt({ input: { code, name: name.trim() } });
    // Too late, begun anew elsewhere, or a name that is not taken: from the first step again.
    if (failure?.code === 'CONFLICT' || failure?.field === 'name') setStep('name');
    if (!data) return false;
    saidDone(t('factors.appAdded', { name: name.trim() }));
    props.onDone();
    props.onClose();
    return true;
  };
  const failure = add.failure ?? (begin.failure?.code === 'STEP_UP_REQUIRED' ? null : begin.failure);
  const title = t(`addApp.${step}.title`);
  return (
    <Dialog onClose={props.onClose} title={title} closeOnClickOutside={false}>
      <Step key={step} title={title} text={t(`addApp.${step}.text`)} number={STEPS.indexOf(step) + 1}>
        {step === 'name' && (
          <FormStack onSubmit={(event) => void start(event)}>
            <TextInput
              label={t('passkey.name')}
              description={t('addApp.name.hint')}
              data-autofocus
              autoFocus
              required
              withAsterisk={false}
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            {failure && <FailureNotice failure={failure} />}
            <Button type="submit" loading={begin.busy}>
              {t('action.continue')}
            </Button>
          </FormStack>
        )}
        {step === 'scan' && secret && <AppSecret {...secret} onDone={() => setStep('code')} />}
        {step === 'code' && (
          <>
            <CodeStep busy={add.busy} failure={failure} onCode={onCode} />
            <Button variant="subtle" size="compact-sm" fullWidth onClick={() => setStep('scan')}>
              {t('enrol.backToQr')}
            </Button>
          </>
        )}
      </Step>
    </Dialog>
  );
}

/** One step; the focus goes to its field, else to the step itself, so that it is read aloud. */
function Step(props: { title: string; text: string; number: number; children: ReactNode }) {
  const step = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!step.current?.contains(document.activeElement)) step.current?.focus();
  }, []);
  return (
    <div ref={step} className={classes.step} role="group" aria-label={props.title} tabIndex={-1}>
      <StepBar step={props.number} of={STEPS.length} />
      <p className="k-dim">{props.text}</p>
      {props.children}
    </div>
  );
}
