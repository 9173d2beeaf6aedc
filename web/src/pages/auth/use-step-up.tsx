import { useCallback, useRef, useState, type ReactNode } from 'react';
import { useAction } from '../../client/use-action.ts';
import { ConfirmPasskeyDocument, ConfirmSecondFactorDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../session/session.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { Failure } from '../../ui/failure.ts';
import { FactorChoice } from './factor-choice.tsx';

interface Outcome<Data> {
  readonly data: Data | null;
  readonly failure: Failure | null;
}

/**
 * Runs what may ask for a fresh second factor: then a dialog asks for a code or a passkey, and it is run once more.
 * `dialog` has to be rendered; closing it leaves the step undone.
 */
export function useStepUp() {
  const [asking, setAsking] = useState(false);
  const answer = useRef<((confirmed: boolean) => void) | null>(null);
  const settle = (confirmed: boolean) => {
    setAsking(false);
    answer.current?.(confirmed);
    answer.current = null;
  };
  const run = useCallback(async <Data,>(attempt: () => Promise<Outcome<Data>>): Promise<Outcome<Data>> => {
    const first = await attempt();
    if (first.failure?.code !== 'STEP_UP_REQUIRED') return first;
    setAsking(true);
    const confirmed = await new Promise<boolean>((resolve) => (answer.current = resolve));
    return confirmed ? attempt() : { data: null, failure: null };
  }, []);
  const dialog: ReactNode = asking && <StepUpDialog onSettled={settle} />;
  return { run, dialog };
}

function StepUpDialog(props: { onSettled: (confirmed: boolean) => void }) {
  const t = useText();
  const confirm = useAction(ConfirmSecondFactorDocument);
  const confirmPasskey = useAction(ConfirmPasskeyDocument);
  const { me } = useSession();
  const factors = me?.secondFactors ?? [];
  const onCode = async (code: string) => {
    const done = await confirm.run({ input: { code } });
    if (done) props.onSettled(true);
    return done !== null;
  };
  const onShown = async (response: string) => {
    if (await confirmPasskey.run({ input: { response } })) props.onSettled(true);
  };
  return (
    <Dialog onClose={() => props.onSettled(false)} title={t('stepUp.title')}>
      <p>{t(textOf(factors))}</p>
      <FactorChoice
        factors={factors}
        connectionId={me?.connectionId ?? null}
        code={confirm}
        onCode={onCode}
        passkey={confirmPasskey}
        onShown={onShown}
      />
    </Dialog>
  );
}

/** Who has no factor of their own shows one where their company signs them in. */
function textOf(factors: readonly string[]) {
  if (factors.length === 0) return 'stepUp.company';
  return factors.includes('APP') ? 'stepUp.text' : 'stepUp.textPasskey';
}
