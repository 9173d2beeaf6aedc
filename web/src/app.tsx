import { lazy, Suspense } from 'react';
import { Provider } from 'urql';
import { clientFor } from './client/urql-client.ts';
import { useSession } from './session/session.tsx';
import { Navigate, Route, Routes } from 'react-router';
import { NeedsSession } from './session/needs-session.tsx';
import { LandingPage } from './pages/landing.tsx';
import { UnknownPage } from './pages/unknown-page.tsx';
import { Frame } from './pages/organization/frame/frame.tsx';
import { DocumentLayout } from './pages/document/document-layout.tsx';
import { ReaderPage } from './pages/document/reader/reader-page.tsx';
import { UploadCorner } from './pages/uploads/upload-corner.tsx';
import { RouteFocus } from './ui/route-focus.tsx';
import { PageSkeleton } from './ui/skeletons.tsx';

const SignInPage = lazy(() => import('./pages/auth/sign-in-page.tsx'));
const SignUpPage = lazy(() => import('./pages/auth/sign-up-page.tsx'));
const ForgotPage = lazy(() => import('./pages/auth/forgot-page.tsx'));
const ResetPage = lazy(() => import('./pages/auth/reset-page.tsx'));
const SecondFactorPage = lazy(() => import('./pages/auth/second-factor-page.tsx'));
const SsoFinishPage = lazy(() => import('./pages/auth/sso-finish-page.tsx'));
const SsoRefusedPage = lazy(() => import('./pages/auth/sso-refused-page.tsx'));
const SsoLinkPage = lazy(() => import('./pages/auth/sso-link-page.tsx'));
const EnrolPage = lazy(() => import('./pages/auth/enrol-page.tsx'));
const OrganizationsPage = lazy(() => import('./pages/organization/organizations-page.tsx'));
const RecoverPage = lazy(() => import('./pages/auth/recover-page.tsx'));
const SecurityPage = lazy(() => import('./pages/account/security-page.tsx'));
const ConfirmEmailPage = lazy(() => import('./pages/account/confirm-email-page.tsx'));
const FactorResetsPage = lazy(() => import('./pages/people/factor-resets-page.tsx'));
const AccountPage = lazy(() => import('./pages/account/account-page.tsx'));
const HomePage = lazy(() => import('./pages/organization/home-page.tsx'));
const SpacePage = lazy(() => import('./pages/space/space-page.tsx'));
const EditorPage = lazy(() => import('./pages/document/editor/editor-page.tsx'));
const HistoryPage = lazy(() => import('./pages/document/history/history-page.tsx'));
const SearchPage = lazy(() => import('./pages/search/search-page.tsx'));
const LeavePage = lazy(() => import('./pages/people/leave-page.tsx'));
const MembersPage = lazy(() => import('./pages/people/members-page.tsx'));
const RequestsPage = lazy(() => import('./pages/people/requests-page.tsx'));
const GroupsPage = lazy(() => import('./pages/admin/groups/groups-page.tsx'));
const GroupPage = lazy(() => import('./pages/admin/groups/group-page.tsx'));
const WhoPage = lazy(() => import('./pages/admin/access/who-page.tsx'));
const WhatPage = lazy(() => import('./pages/admin/access/what-page.tsx'));
const ExplainPage = lazy(() => import('./pages/admin/access/explain-page.tsx'));
const AuditPage = lazy(() => import('./pages/admin/audit/audit-page.tsx'));
const RolesPage = lazy(() => import('./pages/admin/roles/roles-page.tsx'));
const ServiceAccountsPage = lazy(() => import('./pages/admin/service-accounts/service-accounts-page.tsx'));
const DirectoryPage = lazy(() => import('./pages/admin/directory/directory-page.tsx'));
const ConnectionsPage = lazy(() => import('./pages/admin/sign-in/connections-page.tsx'));
const ConnectionPage = lazy(() => import('./pages/admin/sign-in/connection-page.tsx'));
const ClaimsPage = lazy(() => import('./pages/admin/claims/claims-page.tsx'));
const PublicDpaPage = lazy(() => import('./pages/dpa/public-dpa-page.tsx'));
const SuppliersPage = lazy(() => import('./pages/admin/suppliers/suppliers-page.tsx'));
const SupplierPage = lazy(() => import('./pages/admin/suppliers/supplier-page.tsx'));
const DpaPage = lazy(() => import('./pages/admin/dpa/dpa-page.tsx'));
const DpaVersionsPage = lazy(() => import('./pages/admin/dpa/dpa-versions-page.tsx'));
const SupportPage = lazy(() => import('./pages/admin/support/support-page.tsx'));
const SupportDeskPage = lazy(() => import('./pages/admin/support/support-desk-page.tsx'));
const TrustPage = lazy(() => import('./pages/trust/trust-page.tsx'));
const SettingsPage = lazy(() => import('./pages/admin/settings/settings-page.tsx'));
const DataPage = lazy(() => import('./pages/account/data/data-page.tsx'));
const PoliciesPage = lazy(() => import('./pages/admin/policies/policies-page.tsx'));
const OrganizationPage = lazy(() => import('./pages/admin/organization/organization-page.tsx'));
const AskPage = lazy(() => import('./pages/ai/ask-page.tsx'));
const AiUsagePage = lazy(() => import('./pages/admin/ai/usage-page.tsx'));

/** All places of the product; the address is the place. */
export function App() {
  // Another person's session brings another client: nothing cached survives a change of accounts.
  useSession();
  return (
    <Provider value={clientFor(null)}>
      <RouteFocus />
      <Suspense fallback={<PageSkeleton />}>
        <Routes>
          <Route path="/" element={<LandingPage />} />
          <Route path="/sign-in" element={<SignInPage />} />
          <Route path="/sign-up" element={<SignUpPage />} />
          <Route path="/forgot" element={<ForgotPage />} />
          <Route path="/reset" element={<ResetPage />} />
          <Route path="/second-factor" element={<SecondFactorPage />} />
          <Route path="/enrol" element={<EnrolPage />} />
          <Route path="/recover" element={<RecoverPage />} />
          <Route path="/sso/finish" element={<SsoFinishPage />} />
          <Route path="/sso/refused" element={<SsoRefusedPage />} />
          <Route path="/trust" element={<TrustPage />} />
          <Route path="/dpa" element={<PublicDpaPage />} />
          <Route element={<NeedsSession keepsPlace />}>
            <Route path="/account/email" element={<ConfirmEmailPage />} />
          </Route>
          <Route element={<NeedsSession />}>
            <Route path="/sso/link" element={<SsoLinkPage />} />
            <Route path="/organizations" element={<OrganizationsPage />} />
            <Route path="/account" element={<AccountPage />} />
            <Route path="/account/data" element={<DataPage />} />
            <Route path="/account/security" element={<SecurityPage />} />
            <Route path="/o/:org" element={<Frame />}>
              <Route index element={<HomePage />} />
              <Route path="s/:space" element={<SpacePage />} />
              <Route path="s/:space/files" element={<SpacePage showsFiles />} />
              <Route path="d/:key" element={<DocumentLayout />}>
                <Route index element={<ReaderPage />} />
                <Route path="edit" element={<EditorPage />} />
                <Route path="history" element={<HistoryPage />} />
              </Route>
              <Route path="search" element={<SearchPage />} />
              <Route path="ask" element={<AskPage />} />
              <Route path="members" element={<MembersPage />} />
              <Route path="members/resets" element={<FactorResetsPage />} />
              <Route path="leave" element={<LeavePage />} />
              <Route path="requests" element={<RequestsPage />} />
              <Route path="admin" element={<Navigate to="audit" replace />} />
              <Route path="admin/access" element={<WhoPage />} />
              <Route path="admin/access/person" element={<WhatPage />} />
              <Route path="admin/access/explain" element={<ExplainPage />} />
              <Route path="admin/audit" element={<AuditPage />} />
              <Route path="admin/groups" element={<GroupsPage />} />
              <Route path="admin/groups/:group" element={<GroupPage />} />
              <Route path="admin/roles" element={<RolesPage />} />
              <Route path="admin/service-accounts" element={<ServiceAccountsPage />} />
              <Route path="admin/directory" element={<DirectoryPage />} />
              <Route path="admin/sign-in" element={<ConnectionsPage />} />
              <Route path="admin/sign-in/:connection" element={<ConnectionPage />} />
              <Route path="admin/support" element={<SupportPage />} />
              <Route path="admin/support-desk" element={<SupportDeskPage />} />
              <Route path="admin/claims" element={<ClaimsPage />} />
              <Route path="admin/suppliers" element={<SuppliersPage />} />
              <Route path="admin/suppliers/:supplier" element={<SupplierPage />} />
              <Route path="admin/dpa" element={<DpaPage />} />
              <Route path="admin/dpa-versions" element={<DpaVersionsPage />} />
              <Route path="admin/organization" element={<OrganizationPage />} />
              <Route path="admin/policies" element={<PoliciesPage />} />
              <Route path="admin/settings" element={<SettingsPage />} />
              <Route path="admin/ai" element={<AiUsagePage />} />
              <Route path="*" element={<UnknownPage />} />
            </Route>
          </Route>
          <Route path="*" element={<UnknownPage />} />
        </Routes>
      </Suspense>
      <UploadCorner />
    </Provider>
  );
}
