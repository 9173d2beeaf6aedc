import { Button, TextInput } from '@mantine/core';
import { startRegistration } from '@simplewebauthn/browser';
import { useState, type FormEvent } from 'react';
import { useAction } from '../../client/use-action.ts';
import { BeginPasskeyEnrolmentDocument, ConfirmPasskeyEnrolmentDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { AuthLayout } from './auth-layout.tsx';
import classes from './auth.module.css';
import { passkeyProblem } from './passkey-problem.ts';
import { StepBar } from './step-bar.tsx';

type CreationOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];

/** A passkey or security key as the first second factor: a name, and then the browser asks for finger, face or key. */
export function EnrolPasskey(props: { onCodes: (codes: readonly string[]) => void; onBack: () => void }) {
  const t = useText();
  const begin = useAction(BeginPasskeyEnrolmentDocument);
  const confirm = useAction(ConfirmPasskeyEnrolmentDocument);
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const enrol = async () => {
    const begun = await begin.run({});
    if (!begun) return;
    const optionsJSON = JSON.parse(begun.beginPasskeyEnrolment.json) as CreationOptions;
    const response = JSON.stringify(await startRegistration({ optionsJSON }));
    const done = await confirm.run({ input: { name: name.trim(), response } });
    if (done) props.onCodes(done.confirmPasskeyEnrolment.recoveryCodes);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    await enrol().catch((error: unknown) => setProblem(t(passkeyProblem(error))));
    setBusy(false);
  };
  const failure = begin.failure ?? confirm.failure;
  const isOfName = failure?.field === 'name';
  return (
    <AuthLayout title={t('enrol.passkey.title')} text={t('enrol.passkey.text')}>
      <StepBar step={1} of={2} />
      <form className={classes.form} onSubmit={(event) => void submit(event)}>
        <TextInput
          label={t('passkey.name')}
          description={t('passkey.name.hint')}
          autoFocus
          required
          withAsterisk={false}
          maxLength={60}
          size="md"
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
        <Button type="submit" size="md" fullWidth loading={busy}>
          {t('passkey.add')}
        </Button>
      </form>
      <Button variant="subtle" size="compact-sm" fullWidth mt="sm" onClick={props.onBack}>
        {t('enrol.useApp')}
      </Button>
    </AuthLayout>
  );
}
