import { useEffect, useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import { clientFor } from '../client/urql-client.ts';
import { useAnswer } from '../client/use-answer.ts';
import { MyOrganizationsDocument } from '../gql/graphql.ts';
import { NeedsSessionHere } from '../session/needs-session.tsx';
import { FailureNotice } from '../ui/failure-notice.tsx';
import { PageSkeleton } from '../ui/skeletons.tsx';
import { findOwnDraft } from './organization/own-draft.ts';
import { lastOrganization } from './organization/last-organization.ts';

/** The start: after signing in the policy one is working on, otherwise the Organization used last. */
export function LandingPage() {
  return (
    <NeedsSessionHere>
      <Landing />
    </NeedsSessionHere>
  );
}

function Landing() {
  const { state } = useLocation() as { state: { signedIn?: boolean } | null };
  const { data, failure, reload } = useAnswer(MyOrganizationsDocument, {}, { policy: 'network-only' });
  const mine = data?.myOrganizations;
  const last = lastOrganization();
  const slug = (mine?.find((one) => one.slug === last) ?? mine?.[0])?.slug;
  const target = useTarget(slug, state?.signedIn === true);
  if (failure) return <FailureNotice failure={failure} onRetry={reload} />;
  if (mine?.length === 0) return <Navigate to="/organizations" replace />;
  if (!target) return <PageSkeleton />;
  return <Navigate to={target} replace />;
}

function useTarget(slug: string | undefined, signedIn: boolean): string | null {
  const [draft, setDraft] = useState<string | null | undefined>(undefined);
  useEffect(() => {
    if (!slug || !signedIn) return undefined;
    let left = false;
    void findOwnDraft(clientFor(slug), slug).then((found) => {
      if (!left) setDraft(found);
    });
    return () => {
      left = true;
    };
  }, [slug, signedIn]);
  if (!slug) return null;
  if (!signedIn) return `/o/${slug}`;
  if (draft === undefined) return null;
  return draft ?? `/o/${slug}`;
}
