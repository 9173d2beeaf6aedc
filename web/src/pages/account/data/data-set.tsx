import type { PersonalDataQuery } from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { Facts } from '../../../ui/facts.tsx';
import classes from './data.module.css';

type Held = PersonalDataQuery['personalData'][number];

/** Most entries shown on the page; the file has a thousand. */
const SHOWN = 20;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** One kind of data: why it is held and how long, and the entries themselves. */
export function DataSet({ set }: { set: Held }) {
  const t = useText();
  const valueOf = useValue();
  const declared = set.fields.filter(({ purpose }) => purpose);
  return (
    <>
      {declared.length > 0 && (
        <ul className={classes.purposes}>
          {declared.map(({ name, label, purpose, retention }) => (
            <li key={name}>
              <b>{label}</b>: {purpose} ({t('data.kept', { retention: retention ?? '' })})
            </li>
          ))}
        </ul>
      )}
      <details className={classes.entries}>
        <summary>{t('data.show', { title: set.title })}</summary>
        {set.entries.slice(0, SHOWN).map((entry: Record<string, unknown>, index) => (
          <div key={index} className={classes.entry}>
            <Facts
              rows={set.fields
                .filter(({ name }) => entry[name] !== null && entry[name] !== undefined)
                .map(({ name, label }) => [label, valueOf(entry[name])] as const)}
            />
          </div>
        ))}
        {set.total > SHOWN && <p className="k-dim">{t('data.more', { count: set.total - SHOWN })}</p>}
      </details>
    </>
  );
}

function useValue(): (value: unknown) => string {
  const t = useText();
  const dates = useDates();
  return (value) => {
    if (value === 'infinity') return t('data.forever');
    if (typeof value === 'boolean') return t(value ? 'data.yes' : 'data.no');
    if (typeof value !== 'string') return JSON.stringify(value);
    return MOMENT.test(value) ? dates.dateTime(value) : value;
  };
}
