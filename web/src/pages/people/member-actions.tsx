import { ActionIcon, Menu } from '@mantine/core';
import {
  IconCrown,
  IconDots,
  IconLifebuoy,
  IconUserCog,
  IconUserMinus,
  IconUserSearch,
} from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useText } from '../../i18n/text.ts';
import { accessLink } from '../admin/access/access-link.ts';
import { useMe } from '../../session/session.tsx';
import { can, useOrganization } from '../organization/organization-context.ts';
import type { MemberView } from './member-view.ts';
import { ResetFactorsDialog } from './reset-factors-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { RolesDialog } from './roles-dialog.tsx';
import { TransferDialog } from './transfer-dialog.tsx';

const OWNER = 'organization.owner';

/** Role, ownership and removal of one member; absent for those who may not. */
export function MemberActions({ member }: { member: MemberView }) {
  const t = useText();
  const { slug, viewerCan, viewerRole } = useOrganization();
  const me = useMe();
  const [open, setOpen] = useState<'role' | 'owner' | 'factors' | 'remove' | null>(null);
  if (!member.viewerMayChange) return null;
  const name = member.user?.name ?? t('person.unknown');
  const close = () => setOpen(null);
  // Owners alone, and nobody their own.
  const mayReset = viewerRole.id === OWNER && member.user !== null && member.user?.id !== me.user.id;
  const mayHandOver = viewerRole.id === OWNER && member.role.id !== OWNER && !member.until;
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <ActionIcon aria-label={t('members.actions', { name })}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconUserCog size={16} />} onClick={() => setOpen('role')}>
            {t('members.change')}
          </Menu.Item>
          {mayHandOver && (
            <Menu.Item leftSection={<IconCrown size={16} />} onClick={() => setOpen('owner')}>
              {t('members.transfer')}
            </Menu.Item>
          )}
          {member.user && can(viewerCan, 'ACCESS_REVIEW') && (
            <Menu.Item
              component={Link}
              to={accessLink(slug, '/person', { user: member.user.id })}
              leftSection={<IconUserSearch size={16} />}
            >
              {t('review.open')}
            </Menu.Item>
          )}
          {mayReset && (
            <Menu.Item leftSection={<IconLifebuoy size={16} />} onClick={() => setOpen('factors')}>
              {t('members.resetFactors')}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item
            className="k-danger"
            leftSection={<IconUserMinus size={16} />}
            onClick={() => setOpen('remove')}
          >
            {t('members.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open === 'role' && <RolesDialog members={[member]} onClose={close} />}
      {open === 'owner' && <TransferDialog member={member} onClose={close} />}
      {open === 'factors' && <ResetFactorsDialog member={member} onClose={close} />}
      {open === 'remove' && <RemoveDialog members={[member]} onClose={close} />}
    </>
  );
}
