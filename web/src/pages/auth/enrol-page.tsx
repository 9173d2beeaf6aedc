import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { useAction } from '../../client/use-action.ts';
import { BeginTotpEnrolmentDocument, ConfirmTotpEnrolmentDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../session/session.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { AuthLayout } from './auth-layout.tsx';
import { AppSecret } from './app-secret.tsx';
import { CodeStep } from './code-step.tsx';
import { KeepCodes } from './keep-codes.tsx';
import { useNextPlace } from './next-place.ts';
import { EnrolPasskey } from './enrol-passkey.tsx';
import { knowsPasskeys } from './passkey-problem.ts';
import { StepBar } from './step-bar.tsx';

/**
 * Setting up the second factor: an app or a passkey, then the recovery codes to keep. Who came by their company gets an
 * app alone: a passkey would be good for every Organization, which such a session is not.
 */
export default function EnrolPage() {
  const t = useText();
  const { status, me } = useSession();
  const { next, query } = useNextPlace();
  const begin = useAction(BeginTotpEnrolmentDocument);
  const confirm = useAction(ConfirmTotpEnrolmentDocument);
  const [secret, setSecret] = useState<{ secret: string; uri: string; qrCodeSvg: string } | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [connected, setConnected] = useState(false);
  const [withPasskey, setWithPasskey] = useState(false);
  const isRecovering = next.startsWith('/recover?');
  const isEnrolled = (me?.secondFactorEnrolled ?? false) || (me?.isIdle ?? false);
  const asked = useRef(false);
  const { run } = begin;

  useEffect(() => {
    if (asked.current || status !== 'half' || isRecovering || isEnrolled) return;
    asked.current = true;
    void run({}).then((data) => data && setSecret(data.beginTotpEnrolment));
  }, [run, status, isRecovering, isEnrolled]);

  if (status === 'anonymous') return <Navigate to={`/sign-in${query}`} replace />;
  // After a reset the mailed link comes first.
  if (status === 'half' && isRecovering) return <Navigate to={next} replace />;
  if (status === 'full' && !codes) return <Navigate to={next} replace />;
  if (status === 'half' && isEnrolled && !codes) return <Navigate to={`/second-factor${query}`} replace />;
  if (codes) return <Codes codes={codes} account={me?.email ?? ''} next={next} />;
  const onCode = async (code: string) => {
    const data = await confirm.run({ input: { code } });
    if (data) setCodes(data.confirmTotpEnrolment.recoveryCodes);
    return data !== null;
  };
  if (withPasskey) return <EnrolPasskey onCodes={setCodes} onBack={() => setWithPasskey(false)} />;
  return (
    <AuthLayout
      title={connected ? t('enrol.code.title') : t('enrol.title')}
      text={connected ? t('enrol.code.text') : t('enrol.text')}
    >
      <StepBar step={connected ? 2 : 1} of={3} />
      {begin.failure && <FailureNotice failure={begin.failure} onRetry={() => window.location.reload()} />}
      {!secret && !begin.failure && <ListSkeleton rows={4} />}
      {secret && !connected && <AppSecret {...secret} onDone={() => setConnected(true)} />}
      {secret && !connected && !me?.connectionId && knowsPasskeys() && (
        <Button
          variant="subtle"
          size="compact-sm"
          fullWidth
          mt="sm"
          leftSection={<IconFingerprint size={16} aria-hidden />}
          onClick={() => setWithPasskey(true)}
        >
          {t('enrol.usePasskey')}
        </Button>
      )}
      {secret && connected && (
        <>
          <CodeStep busy={confirm.busy} failure={confirm.failure} onCode={onCode} />
          <Button variant="subtle" size="compact-sm" fullWidth mt="sm" onClick={() => setConnected(false)}>
            {t('enrol.backToQr')}
          </Button>
        </>
      )}
    </AuthLayout>
  );
}

function Codes(props: { codes: readonly string[]; account: string; next: string }) {
  const t = useText();
  const navigate = useNavigate();
  const { refresh } = useSession();
  const finish = async () => {
    await refresh();
    await navigate(props.next, { replace: true, state: { signedIn: true } });
  };
  return (
    <AuthLayout title={t('recovery.title')} text={t('recovery.text')}>
      <StepBar step={3} of={3} />
      <KeepCodes codes={props.codes} account={props.account} onDone={() => void finish()} />
    </AuthLayout>
  );
}
