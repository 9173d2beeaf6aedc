import { Menu, useMantineColorScheme } from '@mantine/core';
import {
  IconDeviceDesktop,
  IconKey,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSun,
  IconUser,
} from '@tabler/icons-react';
import { Link, useNavigate } from 'react-router';
import { useText } from '../../../i18n/text.ts';
import { useSession } from '../../../session/session.tsx';
import { useOpenAtOnce } from '../../../ui/use-on-demand.ts';
import { useOrganization } from '../organization-context.ts';
import { useFrame } from './frame-context.ts';
import { AccountButton } from './head-buttons.tsx';

const SCHEMES = [
  { value: 'light', icon: IconSun, label: 'scheme.light' },
  { value: 'dark', icon: IconMoon, label: 'scheme.dark' },
  { value: 'auto', icon: IconDeviceDesktop, label: 'scheme.auto' },
] as const;

/** Oneself: account, appearance, shortcuts, sign-out. */
export default function AccountMenu() {
  const t = useText();
  const { slug } = useOrganization();
  const [opened, setOpened] = useOpenAtOnce();
  const frame = useFrame();
  const navigate = useNavigate();
  const { signOut } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  return (
    <>
      <Menu position="top-start" width={252} opened={opened} onChange={setOpened}>
        <Menu.Target>
          <AccountButton autoFocus />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component={Link} to="/account" leftSection={<IconUser size={15} aria-hidden />}>
            {t('account.title')}
          </Menu.Item>
          <Menu.Item
            component={Link}
            to={`/o/${slug}/admin/access/person`}
            leftSection={<IconKey size={15} aria-hidden />}
          >
            {t('review.mine')}
          </Menu.Item>
          <Menu.Item leftSection={<IconKeyboard size={15} aria-hidden />} onClick={frame?.help}>
            {t('shortcuts.title')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{t('scheme.title')}</Menu.Label>
          {SCHEMES.map(({ value, icon: Icon, label }) => (
            <Menu.Item
              key={value}
              role="menuitemradio"
              aria-checked={colorScheme === value}
              leftSection={<Icon size={15} aria-hidden />}
              rightSection={colorScheme === value ? '✓' : null}
              onClick={() => setColorScheme(value)}
            >
              {t(label)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconLogout size={15} aria-hidden />}
            onClick={() => void signOut().then(() => navigate('/sign-in'))}
          >
            {t('account.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
