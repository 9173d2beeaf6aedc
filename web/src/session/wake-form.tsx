import { useAction } from '../client/use-action.ts';
import { VerifyPasskeyDocument, VerifySecondFactorDocument } from '../gql/graphql.ts';
import { useText } from '../i18n/text.ts';
import { CodeStep } from '../pages/auth/code-step.tsx';
import { PasskeyButton } from '../pages/auth/passkey-button.tsx';
import { CompanyButton } from './company-button.tsx';
import { useMe, useSession } from './session.tsx';

/**
 * One factor wakes the session: a code, a passkey, or the company's sign-in by which it came. The session goes on
 * under another id; whoever waits for it hears `renewed`.
 */
export function WakeForm(props: { onDone?: () => void }) {
  const t = useText();
  const me = useMe();
  const { refresh } = useSession();
  const verify = useAction(VerifySecondFactorDocument);
  const verifyPasskey = useAction(VerifyPasskeyDocument);
  const goOn = async () => {
    await refresh();
    props.onDone?.();
  };
  const onCode = async (code: string) => {
    const data = await verify.run({ input: { code } });
    if (data) await goOn();
    return data !== null;
  };
  const onShown = async (response: string) => {
    if (await verifyPasskey.run({ input: { response } })) await goOn();
  };
  const hasApp = me.secondFactors.includes('APP');
  const passkey = me.secondFactors.includes('PASSKEY') && (
    <PasskeyButton
      label={t('passkey.use')}
      busy={verifyPasskey.busy}
      failure={verifyPasskey.failure}
      onShown={onShown}
    />
  );
  return (
    <>
      {!hasApp && passkey}
      {me.secondFactors.length > 0 && (
        <CodeStep
          busy={verify.busy}
          failure={verify.failure}
          onCode={onCode}
          withRecovery={hasApp}
          startWithRecovery={!hasApp}
        />
      )}
      {hasApp && passkey}
      {me.connectionId && <CompanyButton connectionId={me.connectionId} label={t('company.signIn')} />}
    </>
  );
}
