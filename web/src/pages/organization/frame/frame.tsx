import { useDisclosure, useHotkeys, useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { Outlet, useLocation, useParams } from 'react-router';
import { Provider } from 'urql';
import { clientFor } from '../../../client/urql-client.ts';
import { useAnswer } from '../../../client/use-answer.ts';
import { OrganizationDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { ServerUnreachable } from '../../../ui/server-unreachable.tsx';
import { PageSkeleton } from '../../../ui/skeletons.tsx';
import { Missing } from '../../document/missing.tsx';
import { BodyFiles } from '../../files/body-files.tsx';
import { rememberOrganization } from '../last-organization.ts';
import { useBarred } from '../use-barred.ts';
import { can, OrganizationContext, useOrganization } from '../organization-context.ts';
import { FrameContext } from './frame-context.ts';
import { OfflineBanner } from './offline-banner.tsx';
import { Sidebar } from './sidebar.tsx';
import classes from './frame.module.css';

const EntryRefused = lazy(() => import('../entry-refused.tsx'));
const EntryWarning = lazy(() => import('./entry-warning.tsx'));
const EntryDialog = lazy(() => import('./entry-dialog.tsx'));
const QuickSearch = lazy(() => import('../../search/quick-search.tsx'));
const SideDrawer = lazy(() => import('./side-drawer.tsx'));
const Shortcuts = lazy(() => import('./shortcuts.tsx'));
const LifeBanner = lazy(() => import('./life-banner.tsx'));
const SupportLine = lazy(() => import('../../admin/support/support-line.tsx'));

/** Everything inside one Organization: side, top, text; with the Organization's own client below it. */
export function Frame() {
  const { org = '' } = useParams();
  return (
    <Provider value={clientFor(org)} key={org}>
      <OrganizationFrame slug={org} />
    </Provider>
  );
}

function OrganizationFrame({ slug }: { slug: string }) {
  const { data, failure, loading, reload } = useAnswer(OrganizationDocument, {});
  const organization = data?.organization;
  const [barred, forgetBar] = useBarred(slug, failure);
  const again = () => {
    forgetBar();
    reload();
  };
  const isAbove = organization && barred && ['IDLE', 'TOO_OLD'].includes(barred.reason);
  useEffect(() => {
    if (organization) rememberOrganization(organization.slug);
  }, [organization]);
  if (barred && !isAbove) {
    return (
      <Suspense fallback={<PageSkeleton />}>
        <EntryRefused barred={barred} onDone={again} />
      </Suspense>
    );
  }
  if (organization) {
    return (
      <OrganizationContext value={organization}>
        <BodyFiles organization={slug}>
          <Panes key={slug} />
          <Suspense>{isAbove ? <EntryDialog barred={barred} onDone={again} /> : <EntryWarning />}</Suspense>
        </BodyFiles>
      </OrganizationContext>
    );
  }
  if (loading) return <PageSkeleton />;
  if (failure && !['NOT_FOUND', 'FORBIDDEN', 'UNAUTHENTICATED'].includes(failure.code)) {
    return <ServerUnreachable failure={failure} onRetry={reload} />;
  }
  return <Missing />;
}

function Panes() {
  const t = useText();
  const [drawer, { open, close }] = useDisclosure(false);
  const [searching, setSearching] = useState(false);
  const [helping, setHelping] = useState(false);
  const narrow = useMediaQuery('(max-width: 900px)', undefined, { getInitialValueInEffect: false });
  const { viewerCan, viewerRole, archivedAt, deletesAt } = useOrganization();
  const rests = archivedAt != null || deletesAt != null;
  const seesSupport = can(viewerCan, 'SUPPORT_MANAGE') || viewerRole.id === 'organization.support';
  const { pathname } = useLocation();
  useEffect(close, [pathname, close]);
  useHotkeys([
    ['mod+K', () => setSearching(true)],
    ['/', () => setSearching(true)],
    ['shift+?', () => setHelping(true)],
    ['?', () => setHelping(true)],
  ]);
  const frame = useMemo(
    () => ({ openSide: open, search: () => setSearching(true), help: () => setHelping(true) }),
    [open],
  );
  return (
    <FrameContext value={frame}>
      <a className="k-skip" href="#main">
        {t('frame.skip')}
      </a>
      <div className={classes.frame}>
        {!narrow && (
          <aside className={`${classes.side} k-noprint`} aria-label={t('frame.side')}>
            <Sidebar />
          </aside>
        )}
        <div className={classes.body}>
          <OfflineBanner />
          <Suspense>{rests && <LifeBanner />}</Suspense>
          {seesSupport && (
            <Suspense>
              <SupportLine />
            </Suspense>
          )}
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </div>
      </div>
      <Suspense>
        {narrow && drawer && <SideDrawer onClose={close} />}
        {searching && <QuickSearch onClose={() => setSearching(false)} />}
        {helping && <Shortcuts onClose={() => setHelping(false)} />}
      </Suspense>
    </FrameContext>
  );
}
