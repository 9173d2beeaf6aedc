import { StayWarning } from './stay-warning.tsx';
import { useMe, useSession } from './session.tsx';

/** Warns a minute before the session rests or ends, wherever one is. */
export function IdleWarning() {
  const { idleSeconds, sessionExpiresAt } = useMe();
  const { refresh } = useSession();
  return (
    <StayWarning organization={null} idleSeconds={idleSeconds} endsAt={sessionExpiresAt} ask={refresh} />
  );
}
