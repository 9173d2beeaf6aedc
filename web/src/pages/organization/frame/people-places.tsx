import { IconId, IconKey, IconUserSearch, IconUsers, IconUsersGroup } from '@tabler/icons-react';
import { useAnswer } from '../../../client/use-answer.ts';
import { OpenRequestsDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { can, useOrganization } from '../organization-context.ts';
import { Place } from './place.tsx';

/** Who is in the Organization, what they are and may see, and who asks for more. */
export function PeoplePlaces({ org }: { org: string }) {
  const t = useText();
  const { viewerCan } = useOrganization();
  const requests = useAnswer(OpenRequestsDocument, {}).data?.organization?.accessRequests.length ?? 0;
  return (
    <>
      {can(viewerCan, 'MEMBER_READ') && (
        <Place
          to={`/o/${org}/members`}
          icon={<IconUsers size={17} aria-hidden />}
          label={t('members.title')}
        />
      )}
      {can(viewerCan, 'GROUP_MANAGE') && (
        <Place
          to={`/o/${org}/admin/groups`}
          icon={<IconUsersGroup size={17} aria-hidden />}
          label={t('group.title')}
        />
      )}
      {can(viewerCan, 'ROLE_MANAGE') && (
        <Place
          to={`/o/${org}/admin/roles`}
          icon={<IconId size={17} aria-hidden />}
          label={t('roles.title')}
        />
      )}
      {requests > 0 && (
        <Place
          to={`/o/${org}/requests`}
          icon={<IconKey size={17} aria-hidden />}
          label={t('requests.title')}
          count={requests}
        />
      )}
      <AccessPlace org={org} />
    </>
  );
}

/** The way to reviews of access: for those who review the Organization, or share or audit a Space. */
function AccessPlace({ org }: { org: string }) {
  const t = useText();
  const { viewerCan, spaces } = useOrganization();
  const everywhere = can(viewerCan, 'ACCESS_REVIEW');
  const first = spaces.find(
    (space) => can(space.viewerCan, 'SPACE_SHARE') || can(space.viewerCan, 'SPACE_AUDIT'),
  );
  if (!everywhere && !first) return null;
  return (
    <Place
      to={`/o/${org}/admin/access${everywhere ? '' : `?space=${first?.id}`}`}
      icon={<IconUserSearch size={17} aria-hidden />}
      label={t('review.title')}
    />
  );
}
