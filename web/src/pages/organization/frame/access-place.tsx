import { IconUserSearch } from '@tabler/icons-react';
import { useText } from '../../../i18n/text.ts';
import { can, useOrganization } from '../organization-context.ts';
import { Place } from './place.tsx';

/** The way to reviews of access: for those who review the Organization, or share or audit a Space. */
export function AccessPlace({ org }: { org: string }) {
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
