import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { ClaimBoardQuery, IsolationOutcome } from '../../gql/graphql.ts';
import { useLocale } from '../../i18n/i18n-provider.tsx';
import { useText } from '../../i18n/text.ts';
import { Time } from '../../ui/time.tsx';
import classes from './isolation-runs.module.css';

/** A run of the canaries as the board answers it. */
type Run = ClaimBoardQuery['claimBoard']['isolationRuns'][number];

const ICONS: Record<IsolationOutcome, typeof IconCircleCheck> = {
  HELD: IconCircleCheck,
  LEAKED: IconAlertTriangle,
  INCOMPLETE: IconCircleDashed,
  UNREACHABLE: IconCircleDashed,
};

/** What the canaries of this installation found: the newest run in figures, earlier ones below. */
export function IsolationRuns({ runs }: { runs: readonly Run[] }) {
  const t = useText();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [newest, ...earlier] = runs;
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h2 id={id}>{t('claims.isolation')}</h2>
      <p className={classes.text}>{t('claims.isolation.text')}</p>
      {newest ? <Newest run={newest} /> : <p>{t('claims.isolation.none')}</p>}
      {earlier.length > 0 && (
        <div className={classes.earlier}>
          <Button variant="default" size="xs" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t('claims.isolation.earlier', { count: earlier.length })}
          </Button>
          {isOpen && (
            <ul>
              {earlier.map((run) => (
                <Line key={run.id} run={run} />
              ))}
            </ul>
          )}
        </div>
      )}
    </section>
  );
}

function Newest({ run }: { run: Run }) {
  const t = useText();
  const { locale } = useLocale();
  const figures = (['operations', 'probes', 'leaks', 'oracles', 'seconds'] as const).map(
    (name) => [t(`claims.isolation.${name}`), run[name].toLocaleString(locale)] as const,
  );
  return (
    <dl className={classes.figures}>
      <div>
        <dt>{t('claims.isolation.outcome')}</dt>
        <dd>
          <Result outcome={run.outcome} />
        </dd>
      </div>
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div>
        <dt>{t('claims.isolation.at')}</dt>
        <dd>
          <Time at={run.at} />
        </dd>
      </div>
    </dl>
  );
}

function Line({ run }: { run: Run }) {
  const t = useText();
  const { locale } = useLocale();
  return (
    <li>
      <Time at={run.at} exact />
      <Result outcome={run.outcome} />
      <span>
        {run.probes.toLocaleString(locale)} {t('claims.isolation.probes')}
      </span>
      <span>
        {run.leaks + run.oracles} {t('claims.isolation.leaks')}
      </span>
    </li>
  );
}

function Result({ outcome }: { outcome: IsolationOutcome }) {
  const t = useText();
  const Icon = ICONS[outcome];
  return (
    <span className={classes.result} data-outcome={outcome}>
      <Icon size={16} aria-hidden />
      {t(`isolationOutcome.${outcome}`)}
    </span>
  );
}
