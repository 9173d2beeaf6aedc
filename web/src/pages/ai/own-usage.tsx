import { useAnswer } from '../../client/use-answer.ts';
import { AiStatusDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import { Section } from '../../ui/page.tsx';
import { Budget } from './budget.tsx';
import classes from './ask.module.css';

/** What one has used of one's own budget this month. */
export function OwnUsage() {
  const t = useText();
  const budget = useAnswer(AiStatusDocument, {}).data?.aiStatus.budget;
  if (!budget) return null;
  return (
    <div className={classes.own}>
      <Section title={t('usage.own')}>
        <Budget
          label={t('usage.budget.own')}
          used={budget.personUsed}
          limit={budget.personLimit}
          renewsOn={budget.resetsOn}
        />
      </Section>
    </div>
  );
}
