import type { ReactNode } from 'react';
import { useText } from '../../i18n/text.ts';
import { CompanyButton } from '../../session/company-button.tsx';
import type { Failure } from '../../ui/failure.ts';
import { CodeStep } from './code-step.tsx';
import { PasskeyButton } from './passkey-button.tsx';

/** What is under way with one of the ways, and why it failed. */
interface Attempt {
  readonly busy: boolean;
  readonly failure: Failure | null;
}

/**
 * Asks for one factor of those that somebody has: a code, a passkey, or their company's sign-in. Whoever has no app
 * finds the passkey first, and a recovery code below it.
 */
export function FactorChoice(props: {
  factors: readonly string[];
  connectionId: string | null;
  code: Attempt;
  onCode: (code: string) => Promise<boolean>;
  passkey: Attempt;
  onShown: (response: string) => Promise<void>;
}): ReactNode {
  const t = useText();
  const { factors, connectionId, code, passkey } = props;
  const hasApp = factors.includes('APP');
  const passkeyButton = factors.includes('PASSKEY') && (
    <PasskeyButton
      label={t('passkey.use')}
      busy={passkey.busy}
      failure={passkey.failure}
      onShown={props.onShown}
    />
  );
  return (
    <>
      {!hasApp && passkeyButton}
      {factors.length > 0 && (
        <CodeStep
          busy={code.busy}
          failure={code.failure}
          onCode={props.onCode}
          withRecovery={hasApp}
          startWithRecovery={!hasApp}
        />
      )}
      {hasApp && passkeyButton}
      {connectionId && <CompanyButton connectionId={connectionId} label={t('company.signIn')} />}
    </>
  );
}
