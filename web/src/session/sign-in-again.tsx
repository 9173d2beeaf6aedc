import { useState } from 'react';
import { useAction } from '../client/use-action.ts';
import { VerifySecondFactorDocument } from '../gql/graphql.ts';
import { useText } from '../i18n/text.ts';
import { Dialog } from '../ui/dialog.tsx';
import { CodeStep } from '../pages/auth/code-step.tsx';
import { PasswordStep } from '../pages/auth/password-step.tsx';
import { useMe, useSession } from './session.tsx';

/** The session ended while working: sign in again above the page, which stays as it is, typing included. */
export function SignInAgain() {
  const t = useText();
  const me = useMe();
  const { refresh } = useSession();
  const verify = useAction(VerifySecondFactorDocument);
  const [step, setStep] = useState<'password' | 'code'>('password');
  const onCode = async (code: string) => {
    const data = await verify.run({ input: { code } });
    if (!data) return false;
    await refresh();
    return true;
  };
  return (
    <Dialog
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('again.title')}
      size="sm"
    >
      <p className="k-dim">{t('again.text')}</p>
      {step === 'password' ? (
        <PasswordStep email={me.email} onDone={() => Promise.resolve(setStep('code'))} />
      ) : (
        <CodeStep busy={verify.busy} failure={verify.failure} onCode={onCode} withRecovery />
      )}
    </Dialog>
  );
}
