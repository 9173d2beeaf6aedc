import { useState } from 'react';
import { useAction } from '../client/use-action.ts';
import { SignInWithPasskeyDocument } from '../gql/graphql.ts';
import { useText } from '../i18n/text.ts';
import { Dialog } from '../ui/dialog.tsx';
import { CodeStep } from '../pages/auth/code-step.tsx';
import { PasskeyButton } from '../pages/auth/passkey-button.tsx';
import { PasswordStep } from '../pages/auth/password-step.tsx';
import { CompanyButton } from './company-button.tsx';
import { useMe } from './session.tsx';
import { useCodeAgain } from './use-code-again.ts';

/**
 * The session ended while working: sign in again above the page, which stays as it is, typing included. Or an
 * Organization asks for a newer sign-in: then it is named.
 */
export function SignInAgain(props: { organization?: string; onDone?: () => void }) {
  const t = useText();
  const me = useMe();
  const { verify, onCode, goOn } = useCodeAgain(props.onDone);
  const passkey = useAction(SignInWithPasskeyDocument);
  const [step, setStep] = useState<'first' | 'code'>('first');
  const onShown = async (response: string) => {
    if (await passkey.run({ input: { response } })) await goOn();
  };
  return (
    <Dialog title={t('again.title')} size="sm">
      <p className="k-dim">
        {props.organization === undefined
          ? t('again.text')
          : t('again.text.organization', { organization: props.organization })}
      </p>
      {step === 'code' ? (
        <CodeStep busy={verify.busy} failure={verify.failure} onCode={onCode} withRecovery />
      ) : (
        <>
          {me.hasPassword && me.connectionId === null && (
            <PasswordStep email={me.email} onDone={() => Promise.resolve(setStep('code'))} />
          )}
          {me.secondFactors.includes('PASSKEY') && me.connectionId === null && (
            <PasskeyButton
              label={t('passkey.signIn')}
              busy={passkey.busy}
              failure={passkey.failure}
              onShown={onShown}
            />
          )}
          {me.connectionId !== null && (
            <CompanyButton connectionId={me.connectionId} label={t('company.signIn')} />
          )}
        </>
      )}
    </Dialog>
  );
}
