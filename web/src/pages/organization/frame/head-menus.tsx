import { lazy, Suspense } from 'react';
import { useOnDemand } from '../../../ui/use-on-demand.ts';
import { AccountButton, OrganizationButton } from './head-buttons.tsx';
import classes from './sidebar.module.css';

const loadOrganizationMenu = () => import('./organization-menu.tsx');
const LoadedOrganizationMenu = lazy(loadOrganizationMenu);
const loadAccountMenu = () => import('./account-menu.tsx');
const LoadedAccountMenu = lazy(loadAccountMenu);

/** Which Organization one is in; its menu is loaded when it is wanted. */
export function OrganizationMenu() {
  const { wanted, props } = useOnDemand(loadOrganizationMenu);
  if (!wanted) return <OrganizationButton {...props} />;
  return (
    <Suspense fallback={<OrganizationButton />}>
      <LoadedOrganizationMenu />
    </Suspense>
  );
}

/** Oneself; the menu is loaded when it is wanted. */
export function AccountMenu() {
  const { wanted, props } = useOnDemand(loadAccountMenu);
  return (
    <div className={classes.foot}>
      {wanted ? (
        <Suspense fallback={<AccountButton />}>
          <LoadedAccountMenu />
        </Suspense>
      ) : (
        <AccountButton {...props} />
      )}
    </div>
  );
}
