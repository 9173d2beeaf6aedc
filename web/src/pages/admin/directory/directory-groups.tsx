import { Link } from 'react-router';
import { useText } from '../../../i18n/text.ts';
import { Empty } from '../../../ui/empty.tsx';
import { Section } from '../../../ui/page.tsx';
import { Table } from '../../../ui/table.tsx';
import { Time } from '../../../ui/time.tsx';
import { useOrganization } from '../../organization/organization-context.ts';
import type { DirectoryGroupView } from './directory-view.ts';

/** The groups that the directory fills; what they open is decided on their own pages. */
export function DirectoryGroups({ groups }: { groups: readonly DirectoryGroupView[] }) {
  const t = useText();
  const { slug } = useOrganization();
  return (
    <Section title={t('directory.groups')} text={t('directory.groups.text')}>
      {groups.length === 0 ? (
        <Empty title={t('directory.groups.none')}>{t('directory.groups.none.text')}</Empty>
      ) : (
        <Table
          label={t('directory.groups')}
          head={[t('field.name'), t('group.people'), t('directory.changed')]}
          rows={groups.map((group) => ({
            key: group.id,
            cells: [
              <Link key="name" to={`/o/${slug}/admin/groups/${group.id}`}>
                {group.name}
              </Link>,
              t('group.count', { count: group.memberCount }),
              <Time key="changed" at={group.changedAt} />,
            ],
          }))}
        />
      )}
    </Section>
  );
}
