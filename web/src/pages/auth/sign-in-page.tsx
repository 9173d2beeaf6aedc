import { useState } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../session/session.tsx';
import { AuthLayout } from './auth-layout.tsx';
import { SignInWithPasskeyDocument } from '../../gql/graphql.ts';
import { useAction } from '../../client/use-action.ts';
import { DemoPeople } from './demo-people.tsx';
import { MailStep } from './mail-step.tsx';
import { useNextPlace } from './next-place.ts';
import { PasskeyButton } from './passkey-button.tsx';
import { PasswordStep } from './password-step.tsx';

/** Sign-in, one field a screen: address, then password; the second factor has a place of its own. */
export default function SignInPage() {
  const t = useText();
  const navigate = useNavigate();
  const { status, refresh } = useSession();
  const { next, query } = useNextPlace();
  const [email, setEmail] = useState('');
  const [step, setStep] = useState<'mail' | 'password'>('mail');

  const signIn = useAction(SignInWithPasskeyDocument);
  const onShown = async (response: string) => {
    if (!(await signIn.run({ input: { response } }))) return;
    await refresh();
    await navigate(next, { replace: true, state: { signedIn: true } });
  };

  if (status === 'full') return <Navigate to={next} replace />;
  const pick = (picked: string) => {
    setEmail(picked);
    setStep('password');
  };
  if (step === 'mail') {
    return (
      <AuthLayout title={t('signIn.title')} text={t('signIn.text')} aside={<DemoPeople onPick={pick} />}>
        <MailStep email={email} onDone={pick} />
        <PasskeyButton
          label={t('passkey.signIn')}
          busy={signIn.busy}
          failure={signIn.failure}
          onShown={onShown}
        />
      </AuthLayout>
    );
  }
  return (
    <AuthLayout title={t('signIn.password.title')}>
      <PasswordStep
        email={email}
        onBack={() => setStep('mail')}
        onDone={async (step) => {
          await refresh();
          await navigate(`${step === 'ENROL_SECOND_FACTOR' ? '/enrol' : '/second-factor'}${query}`);
        }}
      />
    </AuthLayout>
  );
}
