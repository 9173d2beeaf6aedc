import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useAnswer } from '../../client/use-answer.ts';
import { AiStatusDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Notice } from '../../ui/notice.tsx';
import { can, useOrganization } from '../organization/organization-context.ts';
import classes from './ask.module.css';

/** Says which of the two, operator and Organization, has not switched the model on, and who can. */
export function OffNotice() {
  const t = useText();
  const { slug, viewerCan } = useOrganization();
  const status = useAnswer(AiStatusDocument, {}).data?.aiStatus;
  if (!status || status.available) return null;
  const byOrganization = status.missing.includes('ORGANIZATION');
  const mayChange = byOrganization && can(viewerCan, 'SETTINGS_UPDATE');
  return (
    <div className={classes.off}>
      <Notice
        tone="warn"
        icon={<IconPlugConnectedX size={18} aria-hidden />}
        actions={
          mayChange && (
            <Button component={Link} to={`/o/${slug}/admin/ai`} size="compact-sm" variant="default">
              {t('ai.off.organization.open')}
            </Button>
          )
        }
      >
        {status.missing.includes('OPERATOR') && (
          <p>
            {t('ai.off.operator')} {t('ai.off.operator.ask')}
          </p>
        )}
        {byOrganization && (
          <p>
            {t('ai.off.organization')} {!mayChange && t('ai.off.organization.ask')}
          </p>
        )}
      </Notice>
    </div>
  );
}
