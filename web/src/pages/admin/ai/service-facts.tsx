import { useAnswer } from '../../../client/use-answer.ts';
import { AiStatusDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { useMasks } from '../../ai/use-masks.ts';
import { Facts } from '../../../ui/facts.tsx';
import classes from './usage.module.css';

/** Where texts go when the model is asked, and what is taken out before. */
export function ServiceFacts() {
  const t = useText();
  const masksOf = useMasks();
  const status = useAnswer(AiStatusDocument, {}).data?.aiStatus;
  if (!status?.endpoint) return null;
  return (
    <div className={classes.facts}>
      <Facts
        rows={[
          [t('ai.sent.host'), status.endpoint],
          ...(status.region ? ([[t('ai.sent.region'), status.region]] as const) : []),
          [t('ai.sent.model'), status.deployment ?? ''],
          [t('usage.masked'), masksOf(status.masks)],
        ]}
      />
    </div>
  );
}
