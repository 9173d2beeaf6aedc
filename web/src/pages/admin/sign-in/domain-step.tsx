import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useAnswer } from '../../../client/use-answer.ts';
import { DomainsDocument, RouteDomainDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { useOrganization } from '../../organization/organization-context.ts';
import type { ConnectionView } from './connection-view.ts';
import { useSave } from './use-save.tsx';
import classes from './sign-in.module.css';

/** The domains whose people are led here; proven ones can be led here with a click. */
export function DomainStep({ connection }: { connection: ConnectionView }) {
  const t = useText();
  const { slug } = useOrganization();
  const answer = useAnswer(DomainsDocument, {});
  const save = useSave(RouteDomainDocument);
  const proven = (answer.data?.domains ?? []).filter(({ verifiedAt }) => verifiedAt != null);
  const route = (domainId: string, connectionId: string | null) =>
    void save.run({ input: { domainId, connectionId } }, t('domains.routed'));
  return (
    <div className={classes.form}>
      {answer.failure && <FailureNotice failure={answer.failure} onRetry={answer.reload} />}
      {answer.data && proven.length === 0 && <p>{t('connections.domains.none')}</p>}
      {proven.length > 0 && (
        <ul className={classes.plain}>
          {proven.map(({ id, domain, connectionId }) => (
            <li key={id} className={classes.line}>
              <span>{domain}</span>
              {connectionId === connection.id ? (
                <Button
                  size="xs"
                  variant="subtle"
                  disabled={save.busy}
                  aria-label={t('connections.domains.leave.label', { domain })}
                  onClick={() => route(id, null)}
                >
                  {t('connections.domains.leave')}
                </Button>
              ) : (
                <Button
                  size="xs"
                  variant="default"
                  disabled={save.busy}
                  aria-label={t('connections.domains.lead.label', { domain })}
                  onClick={() => route(id, connection.id)}
                >
                  {t('connections.domains.lead')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {save.failure && <FailureNotice failure={save.failure} />}
      <p>
        <Link to={`/o/${slug}/admin/sign-in`}>{t('connections.domains.link')}</Link>
      </p>
      {save.dialog}
    </div>
  );
}
