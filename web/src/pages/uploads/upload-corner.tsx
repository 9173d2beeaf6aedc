import { lazy, Suspense, useSyncExternalStore } from 'react';
import { onUploadsWanted, uploadsWanted } from '../../client/uploads/upload-signals.ts';
import { useSession } from '../../session/session.tsx';

const UploadDock = lazy(() => import('./upload-dock.tsx'));

/** The corner with the uploads, on every page; nothing of it is loaded before there is one. */
export function UploadCorner() {
  const wanted = useSyncExternalStore(onUploadsWanted, uploadsWanted);
  const { status, me } = useSession();
  const isIn = status === 'full' || status === 'expired';
  if (!wanted || !isIn || !me) return null;
  return (
    <Suspense>
      <UploadDock key={me.user.id} userId={me.user.id} />
    </Suspense>
  );
}
