import { useState } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { useClient } from 'urql';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../session/session.tsx';
import { AuthLayout } from './auth-layout.tsx';
import {
  SignInOptionsDocument,
  SignInWithPasskeyDocument,
  type SignInOptionsQuery,
} from '../../gql/graphql.ts';
import { useAction } from '../../client/use-action.ts';
import { CompanyStep } from './company-step.tsx';
import { DemoPeople } from './demo-people.tsx';
import { MailStep } from './mail-step.tsx';
import { useNextPlace } from './next-place.ts';
import { PasskeyButton } from './passkey-button.tsx';
import { PasswordStep } from './password-step.tsx';

type Connections = SignInOptionsQuery['signInOptions']['connections'];

/** Sign-in, one field a screen: address, then what that address signs in by; the second factor has a place of its own. */
export default function SignInPage() {
  const t = useText();
  const navigate = useNavigate();
  const { status, refresh } = useSession();
  const { next, query } = useNextPlace();
  const [email, setEmail] = useState('');
  const [step, setStep] = useState<'mail' | 'company' | 'password'>('mail');
  const [connections, setConnections] = useState<Connections>([]);
  const [asking, setAsking] = useState(false);
  const client = useClient();

  const signIn = useAction(SignInWithPasskeyDocument);
  const onShown = async (response: string) => {
    if (!(await signIn.run({ input: { response } }))) return;
    await refresh();
    await navigate(next, { replace: true, state: { signedIn: true } });
  };

  if (status === 'full') return <Navigate to={next} replace />;
  // Whoever proves to own an account does so by its own means.
  const isProving = next.startsWith('/sso/link');
  const pick = async (picked: string) => {
    setEmail(picked);
    setAsking(true);
    // Where the answer does not come, the password is still a way in.
    const answer = isProving
      ? null
      : await client
          .query(SignInOptionsDocument, { email: picked }, { requestPolicy: 'network-only' })
          .toPromise();
    const found = answer?.data?.signInOptions.connections ?? [];
    setConnections(found);
    setAsking(false);
    setStep(found.length > 0 ? 'company' : 'password');
  };
  if (step === 'mail') {
    return (
      <AuthLayout
        title={t('signIn.title')}
        text={t('signIn.text')}
        aside={<DemoPeople onPick={(picked) => void pick(picked)} />}
      >
        <MailStep email={email} busy={asking} onDone={(picked) => void pick(picked)} />
        <PasskeyButton
          label={t('passkey.signIn')}
          busy={signIn.busy}
          failure={signIn.failure}
          onShown={onShown}
        />
      </AuthLayout>
    );
  }
  if (step === 'company') {
    return (
      <AuthLayout title={t('sso.title')} text={t('sso.text')}>
        <CompanyStep
          email={email}
          connections={connections}
          next={next}
          onBack={() => setStep('mail')}
          onPassword={() => setStep('password')}
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
