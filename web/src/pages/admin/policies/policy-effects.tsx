import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAction } from '../../../client/use-action.ts';
import type { Answer } from '../../../client/use-answer.ts';
import {
  RemindOfPolicyDocument,
  type PolicyConsequence,
  type PolicyPreviewQuery,
} from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { FailureNotice } from '../../../ui/failure-notice.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Person } from '../../../ui/person.tsx';
import { saidDone } from '../../../ui/toast.ts';
import { can, useOrganization } from '../../organization/organization-context.ts';
import { ExemptDialog } from './exempt-dialog.tsx';
import classes from './policies.module.css';

type Effect = NonNullable<NonNullable<PolicyPreviewQuery['organization']>['policyPreview']>[number];

interface Change {
  readonly key: string;
  readonly value: string;
}

/** Most names shown of one kind. */
const SHOWN = 12;

const TITLES = {
  NO_WAY_IN: 'policies.effect.NO_WAY_IN',
  FIRST_SIGN_IN_BY_CONNECTION: 'policies.effect.FIRST_SIGN_IN_BY_CONNECTION',
  SIGNS_IN_BY_CONNECTION: 'policies.effect.SIGNS_IN_BY_CONNECTION',
  NEEDS_PASSKEY: 'policies.effect.NEEDS_PASSKEY',
  NEEDS_PASSWORD: 'policies.effect.NEEDS_PASSWORD',
  OUTSIDE_NETWORKS: 'policies.effect.OUTSIDE_NETWORKS',
  SIGNS_IN_AGAIN: 'policies.effect.SIGNS_IN_AGAIN',
  SERVICE_OUTSIDE_NETWORKS: 'policies.effect.SERVICE_OUTSIDE_NETWORKS',
} as const satisfies Record<PolicyConsequence, string>;

const KINDS = Object.keys(TITLES) as PolicyConsequence[];

/** What a change would mean, for whom by name, and what helps them. */
export function PolicyEffects({
  changes,
  answer,
}: {
  changes: readonly Change[];
  answer: Answer<PolicyPreviewQuery>;
}) {
  const t = useText();
  const { data, failure, reload } = answer;
  const effects = data?.organization?.policyPreview;
  return (
    <section className={classes.effects} aria-live="polite" aria-label={t('policies.effects')}>
      {failure && !effects && <FailureNotice failure={failure} onRetry={reload} />}
      {!effects && !failure && <p className="k-dim">{t('policies.effects.asking')}</p>}
      {effects?.length === 0 && <Notice tone="good">{t('policies.effects.none')}</Notice>}
      {effects &&
        KINDS.map((kind) => (
          <EffectsOfKind
            key={kind}
            kind={kind}
            effects={effects.filter(({ consequence }) => consequence === kind)}
            changes={changes}
            onHelped={reload}
          />
        ))}
    </section>
  );
}

function EffectsOfKind(props: {
  kind: PolicyConsequence;
  effects: readonly Effect[];
  changes: readonly Change[];
  onHelped: () => void;
}) {
  const t = useText();
  const { kind, effects } = props;
  const [first] = effects;
  if (!first) return null;
  const sessions = effects.reduce((sum, each) => sum + each.sessions, 0);
  return (
    <Notice tone={kind === 'NO_WAY_IN' ? 'bad' : 'warn'}>
      <h3>{t(TITLES[kind], { count: effects.length })}</h3>
      <ul className={classes.people}>
        {effects.slice(0, SHOWN).map(({ user, serviceAccount }) => (
          <li key={user?.id ?? serviceAccount?.id}>
            {serviceAccount ? serviceAccount.name : <Person user={user} />}
          </li>
        ))}
      </ul>
      {effects.length > SHOWN && <p>{t('policies.effects.more', { count: effects.length - SHOWN })}</p>}
      {sessions > 0 && <p>{t('policies.effects.sessions', { count: sessions })}</p>}
      {first.fixes.includes('CONNECT') && <p>{t('policies.fix.connect')}</p>}
      {first.fixes.includes('RANGES') && <p>{t('policies.fix.ranges')}</p>}
      <Fixes effects={effects} changes={props.changes} onHelped={props.onHelped} />
    </Notice>
  );
}

function Fixes(props: { effects: readonly Effect[]; changes: readonly Change[]; onHelped: () => void }) {
  const t = useText();
  const { viewerCan } = useOrganization();
  const remind = useAction(RemindOfPolicyDocument);
  const [exempting, setExempting] = useState(false);
  const [first] = props.effects;
  const userIds = props.effects.flatMap(({ user }) => user?.id ?? []).slice(0, 200);
  const mayExempt = first?.fixes.includes('EXEMPT') && can(viewerCan, 'ORGANIZATION_DELETE');
  const tell = async () => {
    const done = await remind.run({ input: { userIds, changes: [...props.changes] } });
    if (done) saidDone(t('policies.fix.reminded', { count: done.remindOfPolicy }));
  };
  if (!mayExempt && !first?.fixes.includes('REMIND')) return null;
  return (
    <div className={classes.fixes}>
      {first?.fixes.includes('REMIND') && (
        <Button size="compact-sm" variant="default" loading={remind.busy} onClick={() => void tell()}>
          {t('policies.fix.remind')}
        </Button>
      )}
      {mayExempt && (
        <Button size="compact-sm" variant="default" onClick={() => setExempting(true)}>
          {t('policies.fix.exempt')}
        </Button>
      )}
      {remind.failure && <FailureNotice failure={remind.failure} />}
      {exempting && (
        <ExemptDialog userIds={userIds} onClose={() => setExempting(false)} onDone={props.onHelped} />
      )}
    </div>
  );
}
