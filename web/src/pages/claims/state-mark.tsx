import {
  IconAlertTriangle,
  IconCertificate,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleHalf2,
} from '@tabler/icons-react';
import type { ClaimState } from '../../gql/graphql.ts';
import { useText } from '../../i18n/text.ts';
import classes from './claims.module.css';

const ICONS = {
  PROVEN: IconCircleCheck,
  PARTLY: IconCircleHalf2,
  FAILED: IconAlertTriangle,
  SUPPLIER: IconCertificate,
  NOT_CHECKED: IconCircleDashed,
};

/** The state of a claim: an icon and, unless it stands in a narrow list, its word. */
export function StateMark({ state, bare = false }: { state: ClaimState; bare?: boolean }) {
  const t = useText();
  const Icon = ICONS[state];
  const word = t(`claimState.${state}`);
  return (
    <span className={classes.mark} data-state={state}>
      <Icon size={17} {...(bare ? { role: 'img', 'aria-label': word } : { 'aria-hidden': true })} />
      {!bare && <span>{word}</span>}
    </span>
  );
}
