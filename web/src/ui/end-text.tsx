import { useText } from '../i18n/text.ts';
import { Time } from './time.tsx';

/** When something given ends, or that it lasts. */
export function EndText({ until }: { until: string | null | undefined }) {
  const t = useText();
  return until ? <Time at={until} exact /> : <span className="k-dim">{t('share.lasts')}</span>;
}
