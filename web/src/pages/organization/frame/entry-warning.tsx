import { useAnswer } from '../../../client/use-answer.ts';
import { ViewerStayDocument } from '../../../gql/graphql.ts';
import { useMe } from '../../../session/session.tsx';
import { StayWarning } from '../../../session/stay-warning.tsx';
import { useOrganization } from '../organization-context.ts';

/** Warns a minute before the Organization asks again, where its policy is stricter than what always holds. */
export default function EntryWarning() {
  const { slug } = useOrganization();
  const { idleSeconds, sessionExpiresAt } = useMe();
  const { data, reload } = useAnswer(ViewerStayDocument, {}, { policy: 'network-only' });
  const stay = data?.organization?.viewerStay;
  if (!stay) return null;
  const endsEarlier = Date.parse(stay.endsAt) < Date.parse(sessionExpiresAt);
  if (stay.idleSeconds >= idleSeconds && !endsEarlier) return null;
  return <StayWarning organization={slug} idleSeconds={stay.idleSeconds} endsAt={stay.endsAt} ask={reload} />;
}
