import { useAction } from '../client/use-action.ts';
import { VerifyPasskeyDocument } from '../gql/graphql.ts';
import { FactorChoice } from '../pages/auth/factor-choice.tsx';
import { useMe } from './session.tsx';
import { useCodeAgain } from './use-code-again.ts';

/**
 * One factor wakes the session: a code, a passkey, or the company's sign-in by which it came. The session goes on
 * under another id; whoever waits for it hears `renewed`.
 */
export function WakeForm(props: { onDone?: () => void }) {
  const me = useMe();
  const { verify, onCode, goOn } = useCodeAgain(props.onDone);
  const passkey = useAction(VerifyPasskeyDocument);
  const onShown = async (response: string) => {
    if (await passkey.run({ input: { response } })) await goOn();
  };
  return (
    <FactorChoice
      factors={me.secondFactors}
      connectionId={me.connectionId}
      code={verify}
      onCode={onCode}
      passkey={passkey}
      onShown={onShown}
    />
  );
}
