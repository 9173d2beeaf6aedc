import { useText } from '../i18n/text.ts';
import { Dialog } from '../ui/dialog.tsx';
import { QuietExit } from '../ui/quiet-exit.tsx';
import { useSession } from './session.tsx';
import { WakeForm } from './wake-form.tsx';

/** The session rested for too long: one factor above the page, which stays as it is, typing included. */
export function WakeDialog(props: { organization?: string; onDone?: () => void }) {
  const t = useText();
  const { signOut } = useSession();
  return (
    <Dialog title={t('idle.title')} size="sm">
      <p className="k-dim">
        {props.organization === undefined
          ? t('idle.text')
          : t('idle.text.organization', { organization: props.organization })}
      </p>
      <WakeForm {...(props.onDone ? { onDone: props.onDone } : {})} />
      <QuietExit label={t('account.signOut')} onClick={() => void signOut()} />
    </Dialog>
  );
}
