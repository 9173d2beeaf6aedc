import { Badge, Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useAction } from '../../../client/use-action.ts';
import { EndPolicyExemptionDocument, type PoliciesQuery } from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Section } from '../../../ui/page.tsx';
import { Person } from '../../../ui/person.tsx';
import { saidDone } from '../../../ui/toast.ts';
import { useStepUp } from '../../auth/use-step-up.tsx';
import { can, useOrganization } from '../../organization/organization-context.ts';
import settings from '../settings/settings.module.css';
import { ExemptDialog } from './exempt-dialog.tsx';
import classes from './policies.module.css';

type Exemption = NonNullable<PoliciesQuery['organization']>['policyExemptions'][number];

/** Whom company sign-in and networks do not bind, and since when; owners change it. */
export function ExemptionSection(props: { exemptions: readonly Exemption[]; onChanged: () => void }) {
  const t = useText();
  const { viewerCan } = useOrganization();
  const [adding, setAdding] = useState(false);
  const mayChange = can(viewerCan, 'ORGANIZATION_DELETE');
  const hasBreakGlass = props.exemptions.some(({ isBreakGlass }) => isBreakGlass);
  const add = mayChange && (
    <Button leftSection={<IconPlus size={16} />} variant="default" onClick={() => setAdding(true)}>
      {t('policies.exempt.add')}
    </Button>
  );
  return (
    <Section title={t('policies.exempt.list')} text={t('policies.exempt.text')} actions={add}>
      {!hasBreakGlass && <Notice tone="warn">{t('policies.exempt.noBreakGlass')}</Notice>}
      <ul className={settings.list}>
        {props.exemptions.map((exemption) => (
          <ExemptionRow
            key={exemption.id}
            exemption={exemption}
            mayEnd={mayChange && exemption.isInForce}
            onChanged={props.onChanged}
          />
        ))}
      </ul>
      {adding && <ExemptDialog onClose={() => setAdding(false)} onDone={props.onChanged} />}
    </Section>
  );
}

function ExemptionRow(props: { exemption: Exemption; mayEnd: boolean; onChanged: () => void }) {
  const t = useText();
  const dates = useDates();
  const end = useAction(EndPolicyExemptionDocument);
  const stepUp = useStepUp();
  const { exemption } = props;
  const submit = async () => {
    const { data } = await stepUp.run(() => end.attempt({ exemptionId: exemption.id }));
    if (!data) return;
    saidDone(t('policies.exempt.ended'));
    props.onChanged();
  };
  const name = exemption.user?.name ?? t('person.unknown');
  return (
    <li className={classes.exemption} data-over={!exemption.isInForce || undefined}>
      <div>
        <span className={classes.name}>
          <Person user={exemption.user} />
          {exemption.isBreakGlass && <Badge>{t('policies.exempt.breakGlass')}</Badge>}
          {!exemption.isInForce && <Badge color="gray">{t('policies.exempt.over')}</Badge>}
        </span>
        <p>{exemption.reason}</p>
        <small className="k-dim">
          {t('policies.exempt.by', {
            name: exemption.grantedBy?.name ?? t('person.unknown'),
            since: dates.dateTime(exemption.since),
          })}{' '}
          {exemption.until && t('policies.exempt.ends', { until: dates.dateTime(exemption.until) })}
        </small>
      </div>
      {props.mayEnd && (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('policies.exempt.endOf', { name })}
          loading={end.busy}
          onClick={() => void submit()}
        >
          {t('policies.exempt.end')}
        </Button>
      )}
      {end.failure && end.failure.code !== 'STEP_UP_REQUIRED' && <FailureNotice failure={end.failure} />}
      {stepUp.dialog}
    </li>
  );
}
