import { useEffect } from 'react';
import { onUploaded } from '../../client/uploads/upload-signals.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { FileUsageDocument } from '../../gql/graphql.ts';
import { useSizes } from '../../i18n/sizes.ts';
import { useText } from '../../i18n/text.ts';
import classes from './files.module.css';

/** How much of the Organization's storage is taken. */
export function FileUsage() {
  const t = useText();
  const sizes = useSizes();
  const { data, reload } = useAnswer(FileUsageDocument, {});
  useEffect(() => onUploaded(reload), [reload]);
  const usage = data?.fileUsage;
  if (!usage) return <span className={classes.usage} />;
  const used = usage.usedBytes + usage.reservedBytes;
  const values = { used: sizes(used), quota: sizes(usage.quotaBytes) };
  return used >= usage.quotaBytes ? (
    <span className={`${classes.usage} k-danger`}>{t('files.usage.full', values)}</span>
  ) : (
    <span className={classes.usage}>{t('files.usage', values)}</span>
  );
}
