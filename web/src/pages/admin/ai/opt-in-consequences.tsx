import { useAnswer } from '../../../client/use-answer.ts';
import { AiStatusDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import { useMasks } from '../../ai/use-masks.ts';
import classes from './usage.module.css';

/** Before the model is switched on: what leaves the building then, where it goes, and what stays as it is. */
export default function OptInConsequences() {
  const t = useText();
  const masksOf = useMasks();
  const status = useAnswer(AiStatusDocument, {}).data?.aiStatus;
  return (
    <section aria-label={t('optIn.title')} className={classes.consequences}>
      <h3>{t('optIn.title')}</h3>
      <ul>
        <li>
          {status?.endpoint
            ? t('optIn.consequence.leaves', { host: placeOf(status.endpoint, status.region) })
            : t('optIn.consequence.leavesUnknown')}
        </li>
        {status && <li>{t('optIn.consequence.masked', { list: masksOf(status.masks) })}</li>}
        <li>{t('optIn.consequence.rights')}</li>
        <li>{t('optIn.consequence.trail')}</li>
        <li>{t('optIn.consequence.cost')}</li>
      </ul>
    </section>
  );
}

function placeOf(host: string, region: string | null | undefined): string {
  return region ? `${host} (${region})` : host;
}
