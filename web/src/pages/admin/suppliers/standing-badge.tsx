import { Badge } from '@mantine/core';
import type { AdapterState, SupplierStanding } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/text.ts';

const COLORS: Readonly<Record<SupplierStanding, string>> = {
  REVIEWED: 'teal',
  DUE_SOON: 'yellow',
  CHANGED: 'yellow',
  EXPIRED: 'red',
  NOT_REVIEWED: 'gray',
  REJECTED: 'red',
  RETIRED: 'gray',
};

const STATES: Readonly<Record<AdapterState, string>> = {
  APPROVED: 'teal',
  PRIVATE: 'blue',
  DEMO: 'yellow',
  UNAPPROVED: 'red',
};

/** How a supplier stands, in one or two words. */
export function StandingBadge({ standing }: { standing: SupplierStanding }) {
  const t = useText();
  return <Badge color={COLORS[standing]}>{t(`standing.${standing}`)}</Badge>;
}

/** What became of a configured connection, in one or two words. */
export function AdapterBadge({ state }: { state: AdapterState }) {
  const t = useText();
  return <Badge color={STATES[state]}>{t(`adapterState.${state}`)}</Badge>;
}
