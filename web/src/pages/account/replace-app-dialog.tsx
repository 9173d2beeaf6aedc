import { Button } from '@mantine/core';
import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { useText } from '../../i18n/text.ts';
import { useMe } from '../../session/session.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { saidDone } from '../../ui/toast.ts';
import { AppSecret } from '../auth/app-secret.tsx';
import { CodeStep } from '../auth/code-step.tsx';
import { KeepCodes } from '../auth/keep-codes.tsx';
import { StepBar } from '../auth/step-bar.tsx';
import { STEPS, useReplacement } from './use-replacement.ts';
import classes from './account.module.css';

/** Replaces the authenticator app: prove who one is, connect the new app, confirm it, keep the new recovery codes. */
export default function ReplaceAppDialog(props: { withoutApp: boolean; onClose: () => void }) {
  const t = useText();
  const me = useMe();
  const { step, setStep, app, codes, prove, finish, failure, busy } = useReplacement();
  const title = t(`replace.${step}.title`);
  const close = () => {
    props.onClose();
    saidDone(t('replace.done'));
  };
  // The codes are shown once: nothing but "I have kept them" closes the dialog then.
  const closable = step !== 'keep';
  return (
    <Dialog
      onClose={props.onClose}
      title={title}
      withCloseButton={closable}
      closeOnEscape={closable}
      closeOnClickOutside={false}
    >
      <Step key={step} title={title} text={t(`replace.${step}.text`)} number={STEPS.indexOf(step) + 1}>
        {step === 'prove' && (
          <CodeStep
            busy={busy}
            failure={failure}
            onCode={prove}
            withRecovery
            startWithRecovery={props.withoutApp}
            submitLabel={t('action.continue')}
          />
        )}
        {step === 'scan' && app && <AppSecret {...app} onDone={() => setStep('code')} />}
        {step === 'code' && (
          <>
            <CodeStep busy={busy} failure={failure} onCode={finish} />
            <Button variant="subtle" size="compact-sm" fullWidth onClick={() => setStep('scan')}>
              {t('enrol.backToQr')}
            </Button>
          </>
        )}
        {step === 'keep' && <KeepCodes codes={codes} account={me.email} onDone={close} />}
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
