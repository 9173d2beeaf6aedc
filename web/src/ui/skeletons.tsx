import { Skeleton } from '@mantine/core';
import { useText } from '../i18n/text.ts';
import classes from './skeletons.module.css';

/** Placeholder of a page; stays invisible for 300 ms. */
export function PageSkeleton() {
  const t = useText();
  return (
    <div className={`${classes.page} k-late`} role="status" aria-label={t('state.loading')}>
      <Skeleton height={34} width="48%" />
      <Lines count={3} />
      <Lines count={4} />
    </div>
  );
}

/** Placeholder of a list; stays invisible for 300 ms. */
export function ListSkeleton({ rows = 6 }: { rows?: number }) {
  const t = useText();
  return (
    <div className={`${classes.list} k-late`} role="status" aria-label={t('state.loading')}>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={18} width={`${92 - ((index * 17) % 40)}%`} />
      ))}
    </div>
  );
}

function Lines({ count }: { count: number }) {
  return (
    <div className={classes.lines}>
      {Array.from({ length: count }, (_, index) => (
        <Skeleton key={index} height={13} width={index === count - 1 ? '62%' : '100%'} />
      ))}
    </div>
  );
}
