import { useAnswer } from '../../../client/use-answer.ts';
import { OrganizationLifeDocument } from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Page, Section } from '../../../ui/page.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { TopBar } from '../../organization/frame/top-bar.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { OrganizationName } from '../settings/organization-name.tsx';
import { ArchiveSection } from './archive-section.tsx';
import { DeleteSection } from './delete-section.tsx';
import { DeletedSpaces } from './deleted-spaces.tsx';
import classes from './organization.module.css';

/** The Organization itself: its details, its deleted Spaces, and for its owners archive and deletion. */
export default function OrganizationPage() {
  const t = useText();
  const dates = useDates();
  const { slug, name, viewerCan, deletesAt } = useOrganization();
  const { data, failure, loading, reload } = useAnswer(OrganizationLifeDocument, {});
  const organization = data?.organization;
  return (
    <Page title={t('life.title')} text={t('life.text')} top={<TopBar crumbs={[]} />}>
      {failure && !organization && <FailureNotice failure={failure} onRetry={reload} />}
      {loading && <ListSkeleton />}
      {organization && (
        <>
          <Section title={t('life.facts')}>
            {can(viewerCan, 'ORGANIZATION_UPDATE') && <OrganizationName />}
            <div className={classes.facts}>
              <Facts
                rows={[
                  ...(can(viewerCan, 'ORGANIZATION_UPDATE') ? [] : [[t('field.name'), name] as const]),
                  [t('life.slug'), slug],
                  [t('life.created'), dates.day(organization.createdAt)],
                  [t('life.plan'), `${t(`life.plan.${organization.plan}`)} – ${t('life.plan.text')}`],
                ]}
              />
            </div>
          </Section>
          <DeletedSpaces spaces={organization.deletedSpaces} />
          {can(viewerCan, 'ORGANIZATION_ARCHIVE') && deletesAt == null && <ArchiveSection />}
          {can(viewerCan, 'ORGANIZATION_DELETE') && <DeleteSection />}
        </>
      )}
    </Page>
  );
}
