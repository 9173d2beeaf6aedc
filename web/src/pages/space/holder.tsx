import { IconUsersGroup } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { SpaceGrantsQuery } from '../../gql/graphql.ts';
import { useText, type WriteText } from '../../i18n/text.ts';
import { Person } from '../../ui/person.tsx';
import { useOrganization } from '../organization/organization-context.ts';
import classes from './space.module.css';

/** A grant as the page of its Space shows it. */
export type GrantView = NonNullable<SpaceGrantsQuery['space']>['grants'][number];

type Held = Pick<GrantView, 'user'> & {
  readonly group?: {
    id: string;
    name: string;
    memberCount?: number;
    archivedAt?: string | null;
  } | null;
};

/** What the person or the group is called. */
export function nameOf(grant: Held, t: WriteText): string {
  return grant.user?.name ?? grant.group?.name ?? t('share.hiddenGroup');
}

/** Who holds a role: a person, or a group with a way to its page. */
export function Holder({ grant }: { grant: Held }) {
  const t = useText();
  const { slug } = useOrganization();
  if (grant.user) return <Person user={grant.user} />;
  const { group } = grant;
  return (
    <span className={classes.holder}>
      <IconUsersGroup size={18} aria-hidden />
      <span>
        {group ? (
          <Link to={`/o/${slug}/admin/groups/${group.id}`}>{group.name}</Link>
        ) : (
          t('share.hiddenGroup')
        )}
        {group?.memberCount !== undefined && (
          <small>
            {group.archivedAt ? t('share.archivedGroup') : t('share.groupOf', { count: group.memberCount })}
          </small>
        )}
      </span>
    </span>
  );
}
