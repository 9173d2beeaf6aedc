import { useState } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { useAction } from '../../client/use-action.ts';
import { VerifyPasskeyDocument, VerifySecondFactorDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../session/session.tsx';
import { QuietExit } from '../../ui/quiet-exit.tsx';
import { AuthLayout } from './auth-layout.tsx';
import { FactorChoice } from './factor-choice.tsx';
import { useNextPlace } from './next-place.ts';
import { RecoveredStep } from './recovered-step.tsx';

/** The second factor of an account that has one. */
export default function SecondFactorPage() {
  const t = useText();
  const navigate = useNavigate();
  const { status, me, refresh, signOut } = useSession();
  const { next, query } = useNextPlace();
  const verify = useAction(VerifySecondFactorDocument);
  const verifyPasskey = useAction(VerifyPasskeyDocument);
  const [sent, setSent] = useState(false);
  const [recovered, setRecovered] = useState(false);

  if (status === 'anonymous') return <Navigate to={`/sign-in${query}`} replace />;
  if (status === 'full' && !sent) return <Navigate to={next} replace />;
  if (recovered) return <RecoveredStep next={next} />;
  const onCode = async (code: string) => {
    setSent(true);
    const data = await verify.run({ input: { code } });
    if (!data) return false;
    await refresh();
    if (isRecoveryCode(code)) setRecovered(true);
    else await navigate(next, { replace: true, state: { signedIn: true } });
    return true;
  };
  const onShown = async (response: string) => {
    setSent(true);
    if (!(await verifyPasskey.run({ input: { response } }))) return;
    await refresh();
    await navigate(next, { replace: true, state: { signedIn: true } });
  };
  const factors = me?.secondFactors ?? ['APP'];
  return (
    <AuthLayout
      title={t('secondFactor.title')}
      text={t(factors.includes('APP') ? 'secondFactor.text' : 'secondFactor.textPasskey')}
    >
      <FactorChoice
        factors={factors}
        connectionId={me?.connectionId ?? null}
        code={verify}
        onCode={onCode}
        passkey={verifyPasskey}
        onShown={onShown}
      />
      <QuietExit label={t('secondFactor.otherAccount')} onClick={() => void signOut()} />
    </AuthLayout>
  );
}

/** An app's code has six digits, a recovery code sixteen signs. */
function isRecoveryCode(code: string): boolean {
  return code.length > 6;
}
