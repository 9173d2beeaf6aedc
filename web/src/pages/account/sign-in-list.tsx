import { useAnswer } from '../../client/use-answer.ts';
import { RecentSignInsDocument, type SignInMeans } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';

const MEANS = {
  PASSWORD: 'signIns.means.password',
  SECOND_FACTOR: 'signIns.means.secondFactor',
  PASSKEY: 'signIns.means.passkey',
  CONNECTION: 'signIns.means.connection',
} as const satisfies Record<SignInMeans, string>;

/** Sign-ins to one's own account of the last thirty days, refused ones with their reason. */
export function SignInList() {
  const t = useText();
  const { data, failure, loading, reload } = useAnswer(RecentSignInsDocument, {});
  if (failure && !data) return <FailureNotice failure={failure} onRetry={reload} />;
  if (loading || !data) return <ListSkeleton rows={3} />;
  if (data.recentSignIns.length === 0) return <p className="k-dim">{t('signIns.none')}</p>;
  return (
    <Table
      label={t('signIns.title')}
      head={[
        t('signIns.at'),
        t('signIns.means'),
        t('signIns.outcome'),
        t('sessions.device'),
        t('sessions.address'),
      ]}
      rows={data.recentSignIns.map(({ id, at, means, succeeded, code, device, network }) => ({
        key: id,
        cells: [
          <Time key="at" at={at} />,
          t(MEANS[means]),
          succeeded ? t('signIns.ok') : t(reasonOf(code)),
          device ?? t('sessions.unknownDevice'),
          network,
        ],
      }))}
    />
  );
}

function reasonOf(code: string | null) {
  switch (code) {
    case 'INVALID_CREDENTIALS':
      return 'signIns.failed.password';
    case 'INVALID_CODE':
      return 'signIns.failed.code';
    case 'TOO_MANY_ATTEMPTS':
      return 'signIns.failed.throttled';
    case 'passkey.counter':
      return 'signIns.failed.copied';
    case 'passkey.verification':
      return 'signIns.failed.unverified';
    case 'passkey.origin':
    case 'passkey.host':
      return 'signIns.failed.elsewhere';
    default:
      return 'signIns.failed';
  }
}
