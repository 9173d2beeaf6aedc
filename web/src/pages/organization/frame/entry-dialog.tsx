import { Provider } from 'urql';
import type { BarredEntry } from '../../../client/session-signal.ts';
import { clientFor } from '../../../client/urql-client.ts';
import { SignInAgain } from '../../../session/sign-in-again.tsx';
import { WakeDialog } from '../../../session/wake-dialog.tsx';

/** Above the page, which stays: the Organization asks for a factor or a sign-in that is not so long ago. */
export default function EntryDialog(props: { barred: BarredEntry; onDone: () => void }) {
  const Ask = props.barred.reason === 'IDLE' ? WakeDialog : SignInAgain;
  return (
    <Provider value={clientFor(null)}>
      <Ask organization={props.barred.organization.name} onDone={props.onDone} />
    </Provider>
  );
}
