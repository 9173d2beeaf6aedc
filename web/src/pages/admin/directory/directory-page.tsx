import { Link } from 'react-router';
import { useAnswer } from '../../../client/use-answer.ts';
import { DirectoryDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { Missing } from '../../document/missing.tsx';
import { TopBar } from '../../organization/frame/top-bar.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { DirectoryCalls } from './directory-calls.tsx';
import { DirectoryGroups } from './directory-groups.tsx';
import { DirectoryGuides } from './directory-guides.tsx';
import { DirectorySetUp } from './directory-set-up.tsx';
import { DirectoryTokens } from './directory-tokens.tsx';
import { DirectoryUsers } from './directory-users.tsx';
import classes from './directory.module.css';

/** The company's directory: how it reaches us, with what token, and what it brought. */
export default function DirectoryPage() {
  const { viewerCan } = useOrganization();
  if (can(viewerCan, 'SSO_MANAGE')) return <OwnDirectory />;
  return (
    <>
      <TopBar crumbs={[]} />
      <Missing />
    </>
  );
}

function OwnDirectory() {
  const t = useText();
  const { slug, viewerCan } = useOrganization();
  const { data, failure, reload } = useAnswer(DirectoryDocument, {});
  const directory = data?.directory;
  return (
    <Page wide title={t('directory.title')} text={t('directory.text')} top={<TopBar crumbs={[]} />}>
      {failure && !directory && <FailureNotice failure={failure} onRetry={reload} />}
      {!failure && !directory && <ListSkeleton />}
      {directory && (
        <>
          {!directory.hasDomain && (
            <div className={classes.notice}>
              <Notice tone="warn">
                {t('directory.noDomain')}{' '}
                <Link to={`/o/${slug}/admin/sign-in`}>{t('directory.toDomains')}</Link>
              </Notice>
            </div>
          )}
          <DirectorySetUp directory={directory} />
          <DirectoryTokens />
          <DirectoryGuides />
          <DirectoryUsers total={directory.userCount} active={directory.activeCount} />
          <DirectoryGroups groups={directory.groups} />
          {can(viewerCan, 'AUDIT_READ') && <DirectoryCalls />}
        </>
      )}
    </Page>
  );
}
