import { useEffect, useRef } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useAnswer } from '../../../client/use-answer.ts';
import { ConnectionPageDocument, FinishConnectionTestDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Page, Section } from '../../../ui/page.tsx';
import { PageSkeleton } from '../../../ui/skeletons.tsx';
import { Missing } from '../../document/missing.tsx';
import { TopBar } from '../../organization/frame/top-bar.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { ArrivalsForm } from './arrivals-form.tsx';
import { StatusBadge } from './connections-page.tsx';
import { ConnectionHistory } from './connection-history.tsx';
import { presetName, presetOf, type ConnectionView } from './connection-view.ts';
import { DomainStep } from './domain-step.tsx';
import { OurSide } from './our-side.tsx';
import { OwnKeys } from './own-keys.tsx';
import { SwitchOn } from './switch-on.tsx';
import { TestStep } from './test-step.tsx';
import { TheirSide } from './their-side.tsx';
import { useSave } from './use-save.tsx';
import classes from './sign-in.module.css';

/** One connection, step by step: our side, theirs, the test run, people, domains, switching it on. */
export default function ConnectionPage() {
  const { connection: id = '' } = useParams();
  const { viewerCan, slug } = useOrganization();
  const t = useText();
  const mayManage = can(viewerCan, 'SSO_MANAGE');
  const answer = useAnswer(ConnectionPageDocument, { id }, { pause: !mayManage });
  const connection = answer.data?.connection;
  const finish = useFinishedTest(answer.reload);
  const crumbs = [{ label: t('connections.title'), to: `/o/${slug}/admin/sign-in` }];
  if (!mayManage || answer.failure?.code === 'NOT_FOUND') {
    return (
      <>
        <TopBar crumbs={[]} />
        <Missing />
      </>
    );
  }
  if (!connection) {
    return (
      <>
        <TopBar crumbs={crumbs} />
        {answer.failure ? (
          <FailureNotice failure={answer.failure} onRetry={answer.reload} />
        ) : (
          <PageSkeleton />
        )}
      </>
    );
  }
  return (
    <Page
      title={connection.name}
      text={presetName(presetOf(connection))}
      top={<TopBar crumbs={crumbs} />}
      actions={<StatusBadge connection={connection} />}
    >
      {finish.failure && <FailureNotice failure={finish.failure} />}
      <Steps key={connection.latestVersion} connection={connection} />
      {finish.dialog}
    </Page>
  );
}

function Steps({ connection }: { connection: ConnectionView }) {
  const t = useText();
  const isSet = connection.latestVersion > 0;
  const isOpen = connection.archivedAt == null;
  return (
    <div className={classes.steps}>
      <Section title={t('connections.step.ours')} text={t('connections.step.ours.text')}>
        <OurSide connection={connection} />
      </Section>
      {isOpen && (
        <Section title={t('connections.step.theirs')} text={t('connections.step.theirs.text')}>
          <TheirSide connection={connection} />
        </Section>
      )}
      {isSet && (
        <Section title={t('connections.step.test')} text={t('connections.step.test.text')}>
          <TestStep connection={connection} />
        </Section>
      )}
      {isSet && isOpen && (
        <Section title={t('connections.step.people')} text={t('connections.step.people.text')}>
          <ArrivalsForm connection={connection} />
        </Section>
      )}
      {isSet && isOpen && (
        <Section title={t('connections.step.domains')} text={t('connections.step.domains.text')}>
          <DomainStep connection={connection} />
        </Section>
      )}
      {isSet && isOpen && (
        <Section title={t('connections.step.on')} text={t('connections.step.on.text')}>
          <SwitchOn connection={connection} />
        </Section>
      )}
      {isOpen && connection.saml && connection.saml.ownCertificates.length > 0 && (
        <Section title={t('connections.keys')} text={t('connections.keys.text')}>
          <OwnKeys connection={connection} saml={connection.saml} />
        </Section>
      )}
      {isSet && (
        <Section title={t('connections.history')}>
          <ConnectionHistory connection={connection} />
        </Section>
      )}
    </div>
  );
}

/** Finishes the test run with which the browser has just come back from the identity provider. */
function useFinishedTest(reload: () => void) {
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const save = useSave(FinishConnectionTestDocument);
  const arrival = query.get('arrival');
  const taken = useRef<string | null>(null);
  useEffect(() => {
    if (arrival === null || taken.current === arrival) return;
    taken.current = arrival;
    // Whether it succeeded stands in the list of test runs.
    void save.run({ arrival }, null).then(() => {
      void navigate({ search: '' }, { replace: true });
      reload();
    });
  });
  return save;
}
