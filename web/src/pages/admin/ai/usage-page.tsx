import { Select } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import { useSearchParams } from 'react-router';
import { useAnswer } from '../../../client/use-answer.ts';
import { AiUsageDocument, SettingsDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { Empty } from '../../../ui/empty.tsx';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Page, Section } from '../../../ui/page.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { Budget } from '../../ai/budget.tsx';
import { OffNotice } from '../../ai/off-notice.tsx';
import { Missing } from '../../document/missing.tsx';
import { TopBar } from '../../organization/frame/top-bar.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { SettingRow } from '../settings/setting-row.tsx';
import settings from '../settings/settings.module.css';
import { ServiceFacts } from './service-facts.tsx';
import { daysBetween, firstDay, PERIODS, periodOf, today } from './usage-days.ts';
import { UsageChart } from './usage-chart.tsx';
import { UsageTable } from './usage-table.tsx';
import classes from './usage.module.css';

/** Console: what the model is connected to, its settings, its budgets, and who used it for what. */
export default function AiUsagePage() {
  const t = useText();
  const { viewerCan } = useOrganization();
  if (!can(viewerCan, 'SETTINGS_READ')) {
    return (
      <>
        <TopBar crumbs={[]} />
        <Missing />
      </>
    );
  }
  return (
    <Page title={t('usage.title')} text={t('usage.text')} top={<TopBar crumbs={[]} />}>
      <Section title={t('usage.state')}>
        <OffNotice />
        <ServiceFacts />
        <Settings />
      </Section>
      <Usage />
    </Page>
  );
}

function Settings() {
  const { viewerCan } = useOrganization();
  const answer = useAnswer(SettingsDocument, {});
  const rows = answer.data?.organization?.settings.filter(({ key }) => key.startsWith('ai.'));
  if (answer.failure && !rows) return <FailureNotice failure={answer.failure} onRetry={answer.reload} />;
  return (
    <ul className={settings.list}>
      {rows?.map((setting) => (
        <SettingRow key={setting.key} setting={setting} mayChange={can(viewerCan, 'SETTINGS_UPDATE')} />
      ))}
    </ul>
  );
}

function Usage() {
  const t = useText();
  const intl = useIntl();
  const [params, setParams] = useSearchParams();
  const count = periodOf(params.get('days'));
  const to = today();
  const from = firstDay(to, count);
  const { data, failure, loading, reload } = useAnswer(AiUsageDocument, { from, to });
  const usage = data?.aiUsage;
  const days = useMemo(() => daysBetween(from, to, usage?.rows ?? []), [from, to, usage]);
  return (
    <>
      {usage && (
        <Section title={t('usage.budget')}>
          <Budget
            label={t('usage.budget.organization')}
            used={usage.budget.organizationUsed ?? 0}
            limit={usage.budget.organizationLimit}
            renewsOn={usage.budget.resetsOn}
          />
        </Section>
      )}
      <Section
        title={t('usage.chart')}
        actions={
          <Select
            className={classes.period}
            aria-label={t('usage.period')}
            allowDeselect={false}
            data={PERIODS.map((one) => ({
              value: String(one),
              label: t('usage.period.days', { count: one }),
            }))}
            value={String(count)}
            onChange={(next) => setParams(next === null ? {} : { days: next })}
          />
        }
      >
        {failure && !usage && <FailureNotice failure={failure} onRetry={reload} />}
        {loading && <ListSkeleton />}
        {usage?.rows.length === 0 && (
          <Empty icon={<IconChartBar size={22} />} title={t('usage.empty')}>
            {t('usage.empty.text')}
          </Empty>
        )}
        {usage && usage.rows.length > 0 && (
          <>
            <p>
              {t('usage.total', {
                requests: usage.total.requests,
                tokens: intl.formatNumber(usage.total.promptTokens + usage.total.completionTokens),
              })}
            </p>
            <UsageChart days={days} />
            <UsageTable rows={usage.rows} />
          </>
        )}
      </Section>
    </>
  );
}
