import { useText } from '../../i18n/text.ts';
import classes from './auth.module.css';

/** How far one is: filled bars, and words for those who cannot see them. */
export function StepBar({ step, of }: { step: number; of: number }) {
  const t = useText();
  return (
    <ol className={classes.steps} aria-label={t('enrol.progress', { step, of })}>
      {Array.from({ length: of }, (_, index) => (
        <li
          key={index}
          data-done={index < step || undefined}
          aria-current={index + 1 === step ? 'step' : undefined}
        />
      ))}
    </ol>
  );
}
