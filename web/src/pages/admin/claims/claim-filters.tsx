import { Button, Select, TextInput } from '@mantine/core';
import type { ClaimKind } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';
import type { ClaimFilter } from '../../claims/claim-filter.ts';
import { bySection, CLAIM_STATES, countByState, type ClaimView } from '../../claims/claim-view.ts';
import { StateMark } from '../../claims/state-mark.tsx';
import classes from './claims-page.module.css';

const KINDS: readonly ClaimKind[] = ['PRODUCT', 'DEPLOYMENT', 'DOCUMENT', 'ROLL_UP'];

/** What narrows the board down: states with their counts, section, kind, words. */
export function ClaimFilters(props: {
  claims: readonly ClaimView[];
  filter: ClaimFilter;
  onChange: (filter: ClaimFilter) => void;
}) {
  const t = useText();
  const { claims, filter, onChange } = props;
  const isNarrowed =
    filter.states.length > 0 || filter.section !== null || filter.kind !== null || filter.text !== '';
  return (
    <div className={classes.filters}>
      <States {...props} />
      <TextInput
        label={t('claims.search')}
        placeholder={t('claims.search.hint')}
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.currentTarget.value })}
      />
      <Select
        label={t('claims.section')}
        placeholder={t('claims.allSections')}
        clearable
        searchable
        data={bySection(claims).map(({ id, name }) => ({ value: id, label: name }))}
        value={filter.section}
        onChange={(section) => onChange({ ...filter, section })}
      />
      <Select
        label={t('claims.kind')}
        placeholder={t('claims.allKinds')}
        clearable
        data={KINDS.map((value) => ({ value, label: t(`claimKind.${value}`) }))}
        value={filter.kind}
        onChange={(kind) => onChange({ ...filter, kind })}
      />
      {isNarrowed && (
        <Button
          variant="subtle"
          onClick={() => onChange({ states: [], section: null, kind: null, text: '' })}
        >
          {t('claims.clear')}
        </Button>
      )}
    </div>
  );
}

function States({ claims, filter, onChange }: Parameters<typeof ClaimFilters>[0]) {
  const t = useText();
  const counts = countByState(claims);
  return (
    <div className={classes.states} role="group" aria-label={t('claims.state')}>
      {CLAIM_STATES.map((state) => {
        const isOn = filter.states.includes(state);
        const states = isOn ? filter.states.filter((one) => one !== state) : [...filter.states, state];
        return (
          <button
            key={state}
            type="button"
            className={classes.state}
            aria-pressed={isOn}
            onClick={() => onChange({ ...filter, states })}
          >
            <StateMark state={state} />
            <b>{counts[state]}</b>
          </button>
        );
      })}
    </div>
  );
}
