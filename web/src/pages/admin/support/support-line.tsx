import { IconLifebuoy } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { useAnswer } from '../../../client/use-answer.ts';
import { OpenSupportAccessLineDocument, ViewerSupportDocument } from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { can, useOrganization } from '../../organization/organization-context.ts';
import classes from './support.module.css';

/** One line above the page while support access is open: to who may end it, and to who is here by it. */
export default function SupportLine() {
  const { viewerCan, viewerRole } = useOrganization();
  if (viewerRole.id === 'organization.support') return <VisitorLine />;
  const mayEnd = can(viewerCan, 'SUPPORT_MANAGE') && !can(viewerCan, 'OPERATOR_SUPPORT');
  return mayEnd ? <OwnersLine /> : null;
}

function OwnersLine() {
  const t = useText();
  const dates = useDates();
  const { org = '' } = useParams();
  const open = useAnswer(OpenSupportAccessLineDocument, {}).data?.organization?.openSupportAccess;
  if (!open) return null;
  return (
    <div className={`${classes.line} k-noprint`}>
      <IconLifebuoy size={16} aria-hidden />
      <span>
        {t('support.line', { until: dates.dateTime(open.endsAt), count: open.visits.length })}{' '}
        <Link to={`/o/${org}/admin/support`}>{t('support.line.link')}</Link>
      </span>
    </div>
  );
}

function VisitorLine() {
  const t = useText();
  const dates = useDates();
  const until = useAnswer(ViewerSupportDocument, {}).data?.organization?.viewerSupportUntil;
  if (!until) return null;
  return (
    <div className={`${classes.line} k-noprint`}>
      <IconLifebuoy size={16} aria-hidden />
      <span>{t('support.line.visitor', { until: dates.dateTime(until) })}</span>
    </div>
  );
}
