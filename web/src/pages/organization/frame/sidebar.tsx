import { ActionIcon, Kbd, UnstyledButton } from '@mantine/core';
import {
  IconHistory,
  IconHome,
  IconPlus,
  IconSearch,
  IconShieldCheck,
  IconSparkles,
} from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useParams } from 'react-router';
import { Hint } from '../../../ui/hint.tsx';
import { useText } from '../../../i18n/text.ts';
import { can, useOrganization } from '../organization-context.ts';
import { SpaceBranch } from '../tree/space-branch.tsx';
import { AdminPlaces } from './admin-places.tsx';
import { ContractPlaces } from './contract-places.tsx';
import { useFrame } from './frame-context.ts';
import { AccountMenu, OrganizationMenu } from './head-menus.tsx';
import { PeoplePlaces } from './people-places.tsx';
import { Place } from './place.tsx';
import { SupportPlaces } from './support-places.tsx';
import classes from './sidebar.module.css';

const CreateSpace = lazy(() => import('../create-space.tsx'));

/** The left side: Organization, search, places, Spaces with their trees, oneself. */
export function Sidebar() {
  const t = useText();
  const { org = '' } = useParams();
  const organization = useOrganization();
  const [creating, setCreating] = useState(false);
  const mayCreate = can(organization.viewerCan, 'SPACE_CREATE');
  return (
    <div className={classes.side}>
      <OrganizationMenu />
      <Places org={org} />
      <div className={classes.heading}>
        <h2 id="spaces-heading">{t('frame.spaces')}</h2>
        {mayCreate && (
          <Hint side="left" label={t('space.create')}>
            <ActionIcon size={24} onClick={() => setCreating(true)} aria-label={t('space.create')}>
              <IconPlus size={15} />
            </ActionIcon>
          </Hint>
        )}
      </div>
      <nav className={classes.spaces} aria-labelledby="spaces-heading">
        {organization.spaces.length === 0 && <p className={classes.hint}>{t('frame.noSpaces')}</p>}
        {organization.spaces.map((space) => (
          <SpaceBranch key={space.id} space={space} />
        ))}
      </nav>
      <AccountMenu />
      <Suspense>{creating && <CreateSpace onClose={() => setCreating(false)} />}</Suspense>
    </div>
  );
}

function Places({ org }: { org: string }) {
  const t = useText();
  const frame = useFrame();
  const { viewerCan, spaces } = useOrganization();
  const maySeeTrail =
    can(viewerCan, 'AUDIT_READ') || spaces.some((space) => can(space.viewerCan, 'SPACE_AUDIT'));
  return (
    <nav className={classes.places} aria-label={t('frame.places')}>
      <UnstyledButton className={classes.place} onClick={frame?.search}>
        <IconSearch size={17} aria-hidden />
        <span>{t('search.title')}</span>
        <Kbd size="xs">{t('frame.searchKey')}</Kbd>
      </UnstyledButton>
      <Place to={`/o/${org}`} end icon={<IconHome size={17} aria-hidden />} label={t('home.title')} />
      {can(viewerCan, 'AI_USE') && (
        <Place to={`/o/${org}/ask`} icon={<IconSparkles size={17} aria-hidden />} label={t('ask.title')} />
      )}
      <PeoplePlaces org={org} />
      {maySeeTrail && (
        <Place
          to={`/o/${org}/admin/audit`}
          icon={<IconHistory size={17} aria-hidden />}
          label={t('audit.title')}
        />
      )}
      {can(viewerCan, 'OPERATOR_CLAIMS') && (
        <Place
          to={`/o/${org}/admin/claims`}
          icon={<IconShieldCheck size={17} aria-hidden />}
          label={t('claims.title')}
        />
      )}
      <ContractPlaces org={org} />
      <SupportPlaces org={org} />
      <AdminPlaces org={org} />
    </nav>
  );
}
