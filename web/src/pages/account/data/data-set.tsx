import type { PersonalDataQuery } from '../../../gql/graphql.ts';
import { useDates, useText } from '../../../i18n/text.ts';
import { Facts } from '../../../ui/facts.tsx';
import classes from './data.module.css';

type Held = PersonalDataQuery['personalData'][number];

/** Most entries shown on the page; the file has a thousand. */
const SHOWN = 20;
const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** One kind of data: why it is held and how long, and the entries themselves. */
export function DataSet({ set }: { set: Held }) {
  const t = useText();
  const valueOf = useValue(set.names as Record<string, string>);
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
                .map(({ name, label }) => [label, valueOf(entry[name])] as const)
                .filter(([, value]) => value !== null)}
            />
          </div>
        ))}
        {set.total > SHOWN && <p className="k-dim">{t('data.more', { count: set.total - SHOWN })}</p>}
      </details>
    </>
  );
}

/** Says a value in words; nothing for what is empty and for an id that has no name here: that is in the file. */
function useValue(names: Readonly<Record<string, string>>): (value: unknown) => string | null {
  const t = useText();
  const dates = useDates();
  return (value) => {
    if (value === null || value === undefined || value === '') return null;
    if (value === 'infinity') return t('data.forever');
    if (typeof value === 'boolean') return t(value ? 'data.yes' : 'data.no');
    if (typeof value !== 'string') return JSON.stringify(value);
    if (MOMENT.test(value)) return dates.dateTime(value);
    return names[value] ?? (ID.test(value) ? null : value);
  };
}
