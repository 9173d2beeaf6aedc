import { Button } from '@mantine/core';
import { useState } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { useAction } from '../../client/use-action.ts';
import { VerifyPasskeyDocument, VerifySecondFactorDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { CompanyButton } from '../../session/company-button.tsx';
import { useSession } from '../../session/session.tsx';
import { AuthLayout } from './auth-layout.tsx';
import { CodeStep } from './code-step.tsx';
import { useNextPlace } from './next-place.ts';
import { PasskeyButton } from './passkey-button.tsx';
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
  const hasApp = !me || me.secondFactors.includes('APP');
  const passkey = me?.secondFactors.includes('PASSKEY') && (
    <PasskeyButton
      label={t('passkey.use')}
      busy={verifyPasskey.busy}
      failure={verifyPasskey.failure}
      onShown={onShown}
    />
  );
  return (
    <AuthLayout
      title={t('secondFactor.title')}
      text={hasApp ? t('secondFactor.text') : t('secondFactor.textPasskey')}
    >
      {!hasApp && passkey}
      {(!me || me.secondFactors.length > 0) && (
        <CodeStep
          busy={verify.busy}
          failure={verify.failure}
          onCode={onCode}
          withRecovery={hasApp}
          startWithRecovery={!hasApp}
        />
      )}
      {hasApp && passkey}
      {me?.connectionId && <CompanyButton connectionId={me.connectionId} label={t('company.signIn')} />}
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        fullWidth
        mt="sm"
        onClick={() => void signOut()}
      >
        {t('secondFactor.otherAccount')}
      </Button>
    </AuthLayout>
  );
}

/** An app's code has six digits, a recovery code sixteen signs. */
function isRecoveryCode(code: string): boolean {
  return code.length > 6;
}
