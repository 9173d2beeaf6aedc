import { useAnswer } from '../../../client/use-answer.ts';
import { PoliciesDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Page, Section } from '../../../ui/page.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { Missing } from '../../document/missing.tsx';
import { TopBar } from '../../organization/frame/top-bar.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { SettingRow } from '../settings/setting-row.tsx';
import classes from '../settings/settings.module.css';
import { ExemptionSection } from './exemption-section.tsx';
import { PolicyDialog } from './policy-dialog.tsx';
import { POLICY_GROUPS } from './policy-groups.ts';

/** Who comes into the Organization, and how; every change is tried on everybody before it counts. */
export default function PoliciesPage() {
  const t = useText();
  const { viewerCan } = useOrganization();
  const mayRead = can(viewerCan, 'SETTINGS_READ');
  const { data, failure, loading, reload } = useAnswer(PoliciesDocument, {}, { pause: !mayRead });
  const organization = data?.organization;
  if (!mayRead) {
    return (
      <>
        <TopBar crumbs={[]} />
        <Missing />
      </>
    );
  }
  return (
    <Page title={t('policies.title')} text={t('policies.text')} top={<TopBar crumbs={[]} />}>
      {failure && !organization && <FailureNotice failure={failure} onRetry={reload} />}
      {loading && <ListSkeleton />}
      {organization &&
        POLICY_GROUPS.map((group) => (
          <Section key={group.title} title={t(group.title)} text={t(group.text)}>
            <ul className={classes.list}>
              {group.keys.flatMap((key) => {
                const setting = organization.settings.find((each) => each.key === key);
                return setting ? (
                  <SettingRow
                    key={key}
                    setting={setting}
                    mayChange={can(viewerCan, 'SETTINGS_UPDATE')}
                    dialog={PolicyDialog}
                  />
                ) : (
                  []
                );
              })}
            </ul>
          </Section>
        ))}
      {organization && <ExemptionSection exemptions={organization.policyExemptions} onChanged={reload} />}
    </Page>
  );
}
