import { Badge, Button } from '@mantine/core';
import { useAction } from '../../client/use-action.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { RevokeOtherSessionsDocument, RevokeSessionDocument, SessionsDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { saidDone, saidFailed } from '../../ui/toast.ts';
import { wayOf } from './session-way.ts';

/** Where one is signed in, and signing out there. */
export function SessionList() {
  const t = useText();
  const { data, failure, loading, reload } = useAnswer(SessionsDocument, {});
  const revoke = useAction(RevokeSessionDocument);
  const revokeOthers = useAction(RevokeOtherSessionsDocument);
  const sessions = data?.sessions ?? [];
  const end = async (sessionId: string) => {
    const answer = await revoke.attempt({ sessionId });
    if (answer.failure) saidFailed(answer.failure, t);
    else saidDone(t('sessions.ended', { count: 1 }));
  };
  const endOthers = async () => {
    const answer = await revokeOthers.attempt({});
    if (answer.failure) saidFailed(answer.failure, t);
    else saidDone(t('sessions.ended', { count: answer.data?.revokeOtherSessions ?? 0 }));
  };
  if (failure && !data) return <FailureNotice failure={failure} onRetry={reload} />;
  if (loading) return <ListSkeleton rows={3} />;
  return (
    <>
      <Table
        label={t('sessions.title')}
        head={[t('sessions.device'), t('sessions.way'), t('sessions.address'), t('sessions.lastSeen'), '']}
        rows={sessions.map((session) => ({
          key: session.id,
          cells: [
            <span key="device" title={session.userAgent}>
              {session.device ?? t('sessions.unknownDevice')}{' '}
              {session.current && <Badge color="teal">{t('sessions.current')}</Badge>}
              {session.isIdle && <Badge color="gray">{t('sessions.idle')}</Badge>}
            </span>,
            session.connectionName === null
              ? t(wayOf(session.authenticatedBy))
              : t('sessions.way.connection', { name: session.connectionName }),
            session.network,
            <Time key="seen" at={session.lastSeenAt} />,
            session.current ? null : (
              <Button key="end" size="compact-sm" variant="default" onClick={() => void end(session.id)}>
                {t('sessions.end')}
              </Button>
            ),
          ],
        }))}
      />
      {sessions.length > 1 && (
        <Button
          variant="default"
          size="xs"
          mt="sm"
          loading={revokeOthers.busy}
          onClick={() => void endOthers()}
        >
          {t('sessions.endOthers')}
        </Button>
      )}
    </>
  );
}
