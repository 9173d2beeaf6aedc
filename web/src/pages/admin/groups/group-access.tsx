import { Tooltip } from '@mantine/core';
import { Link } from 'react-router';
import { useText } from '../../../i18n/text.ts';
import { EndText } from '../../../ui/end-text.tsx';
import { Section } from '../../../ui/page.tsx';
import { Person } from '../../../ui/person.tsx';
import { Table } from '../../../ui/table.tsx';
import { useOrganization } from '../../organization/organization-context.ts';
import type { GroupView } from './group-view.ts';
import classes from './groups.module.css';

/** What a group gives in the Spaces that one may share, and in how many others. */
export function GroupAccess({ group, hidden }: { group: GroupView; hidden: number }) {
  const t = useText();
  const { slug } = useOrganization();
  return (
    <Section title={t('group.access')} text={t('group.access.text')}>
      {group.grants.length > 0 && (
        <Table
          label={t('group.access')}
          head={['Space', t('field.role'), t('share.until'), t('access.grantedBy')]}
          rows={group.grants.map((grant) => ({
            key: grant.id,
            cells: [
              <Link key="space" to={`/o/${slug}/s/${grant.space?.id ?? ''}?tab=access`}>
                {grant.space?.name ?? '–'}
              </Link>,
              <Tooltip key="role" label={grant.role.description}>
                <span>{grant.role.name}</span>
              </Tooltip>,
              <EndText key="until" until={grant.until} />,
              <Person key="by" user={grant.grantedBy} bare />,
            ],
          }))}
        />
      )}
      {(hidden > 0 || group.grants.length === 0) && (
        <p className={classes.note}>
          {hidden > 0 ? t('group.hidden', { count: hidden }) : t('group.noAccess')}
        </p>
      )}
    </Section>
  );
}
